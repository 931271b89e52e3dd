/** `production` stands for the real API: whatever a test does by accident, it must receive nothing. */
export default { test: { globalSetup: 'production.js', setupFiles: 'setup.js', include: ['*.test.js'] } }
