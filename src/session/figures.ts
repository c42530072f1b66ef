/** The figures of the gym, for screens. */
export { bootstrap, byTask, compare, curve, isResolved, kindOf } from '#gym/compare.ts';
export type { Comparison, CurvePoint } from '#gym/compare.ts';
export { asCsv, asNdjson, asPredictions } from '#gym/export.ts';
export { median, wilson } from '#gym/statistics.ts';
