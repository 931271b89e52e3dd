/** What the tests do to a mock in their own process or page. */
export const steer = (mock) => ({
  load: (scenario) => mock.load(scenario),
  advance: (time) => mock.clock.advance(time),
  fail: (fault) => mock.faults.add(fault),
  asked: () => mock.requests.all().map(({ operation }) => operation),
})
