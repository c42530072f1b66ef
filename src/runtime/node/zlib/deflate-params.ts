/** deflateParams of zlib, which pako lacks: another level and strategy from here on. https://zlib.net/manual.html#Advanced */
import { Z_BLOCK, zlibDeflate, zlibDeflateInit2, ZStream } from 'pako';

export type Strategy = Parameters<typeof zlibDeflateInit2>[5];

/** What pako's state has of zlib's. */
type DeflateState = {
	level: number;
	strategy: number;
	last_flush: number;
	strstart: number;
	block_start: number;
	lookahead: number;
	matches: number;
	head: Uint16Array;
	max_lazy_match: number;
	good_match: number;
	nice_match: number;
	max_chain_length: number;
};

const [Z_STREAM_ERROR, Z_BUF_ERROR, Z_DEFLATED] = [-2, -5, 8];
/** last_flush of a stream that nothing was written to. */
const UNUSED = -2;
const DEFAULT_LEVEL = 6;
/** Levels that are searched alike: not at all, fast, and with a look ahead. */
const way = (level: number) => (level === 0 ? 0 : level <= 3 ? 1 : 2);
const stateOf = (stream: ZStream) => stream.state as DeflateState;

/** Returns zlib's status. */
export function setDeflateParams(stream: ZStream, given: number, strategy: Strategy): number {
	const state = stateOf(stream);
	const level = given === -1 ? DEFAULT_LEVEL : given;
	const isOther = strategy !== state.strategy || way(level) !== way(state.level);
	if (isOther && state.last_flush !== UNUSED) {
		// What came before is of the old way.
		if (zlibDeflate(stream, Z_BLOCK) === Z_STREAM_ERROR) return Z_STREAM_ERROR;
		if (stream.avail_in > 0 || state.strstart - state.block_start + state.lookahead > 0) return Z_BUF_ERROR;
	}
	if (level !== state.level) {
		if (state.level === 0 && state.matches > 0) {
			state.head.fill(0);
			state.matches = 0;
		}
		const fresh = new ZStream();
		zlibDeflateInit2(fresh, level, Z_DEFLATED, 9, 1, strategy);
		const { max_lazy_match, good_match, nice_match, max_chain_length } = stateOf(fresh);
		Object.assign(state, { level, max_lazy_match, good_match, nice_match, max_chain_length });
	}
	state.strategy = strategy;
	return 0;
}
