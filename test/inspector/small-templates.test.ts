import { describe, expect, test } from 'vitest'
import { smallCss, smallMarkup } from '../../.config/inspector.mjs'

describe('markup in the built inspector', () => {
  test('loses its indentation', () => {
    expect(smallMarkup('\n  <ul>\n    <li>One</li>\n  </ul>\n')).toBe('<ul><li>One</ul>')
  })

  test('keeps the spaces within a line', () => {
    expect(smallMarkup('<b>Now</b> and <i>then</i> ')).toBe('<b>Now</b> and <i>then</i> ')
  })

  test('loses what a parser adds by itself', () => {
    expect(smallMarkup('<dl><div><dt>A</dt><dd class="b">C</dd></div></dl><br />')).toBe(
      '<dl><div><dt>A<dd class=b>C</div></dl><br>',
    )
    expect(smallMarkup('<li>One</li>')).toBe('<li>One</li>')
    expect(smallMarkup('<a class="b c" href="#/d">e</a\n>')).toBe('<a class="b c" href="#/d">e</a>')
  })

  test('keeps attributes apart', () => {
    expect(smallMarkup('\n    @input=', '<input value=')).toBe(' @input=')
    expect(smallMarkup('<input\n    value=')).toBe('<input value=')
    expect(smallMarkup('\n    ', '<input value=')).toBe(' ')
  })
})

describe('styles in the built inspector', () => {
  test('lose indentation, comments and needless signs', () => {
    expect(smallCss('\n  /* Why. */\n  ul > li,\n  p {\n    margin: 0 0.5em;\n    grid-area: 1 / 2;\n  }\n')).toBe(
      'ul>li,p{margin:0 .5em;grid-area:1/2}',
    )
  })

  test('keep the spaces that mean something', () => {
    const rule = 'nav :first-child{width:calc(100% - 40px);all:initial !important}'
    expect(smallCss(rule)).toBe(rule)
  })
})
