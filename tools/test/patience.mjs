// How long one test may take before it counts as failed: real servers start and stop in some. Jest reads testTimeout for all projects or none.
import { jest } from '@jest/globals';

jest.setTimeout(120_000);
