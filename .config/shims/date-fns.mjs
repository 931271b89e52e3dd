// @mswjs/data needs one function of date-fns; its CommonJS root would bring all of them along.
export { default as compareAsc } from 'date-fns/esm/compareAsc/index.js'
