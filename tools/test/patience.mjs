// How long one test may take before it counts as failed: real servers start and stop in some, and the machine may have
// other work. Said here for all of them. Jest reads testTimeout for all projects or none.
import { jest } from '@jest/globals';

jest.setTimeout(600_000);
