/** jest runs CommonJS, and these packages are ES modules: babel must transform them. */
const esModules = [
  'callcamp-mock',
  '@faker-js/faker',
  'msw',
  '@mswjs',
  '@open-draft',
  'rettime',
  'until-async',
  'headers-polyfill',
]

module.exports = {
  testEnvironment: 'node',
  transform: { '\\.m?js$': 'babel-jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
}
