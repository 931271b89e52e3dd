export { createMock, Mock, type MockClock, type MockOptions, type MockSimulator } from './mock.ts'
export type { Scenario, Snapshot } from './contract/scenarios.ts'
