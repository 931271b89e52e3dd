export { createMock, Mock, type MockClock, type MockOptions, type MockSimulator } from './mock.ts'
