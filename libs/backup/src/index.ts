export { BackupProblem, writeFrames, type Write } from './container.js';
export {
  describeBackup,
  describeKeys,
  loadBackup,
  loadKeys,
  rewrapAll,
  type Described,
  type KeysBeginning,
} from './load.js';
export { migrationsOf, occupiedTables, type Part } from './tables.js';
export { underSnapshot, type Beginning, type Progress } from './take.js';
