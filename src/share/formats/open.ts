/** Files of other tools, by what is in them: which format it is, and the runs it holds. What is wrong is said with its place. */
import { CodedError } from '#model/coded-error.ts';
import { At, textIn } from './at.ts';
import { isAtif, readAtif } from './atif.ts';
import type { Foreign } from './foreign.ts';
import { isInspect, readInspect } from './inspect.ts';
import { jsonFault } from './json.ts';
import { isMini, readMini } from './mini.ts';
import { isV1, openHandsEvents, readOpenHandsV0, readOpenHandsV1 } from './openhands.ts';
import { isSweAgent, readSweAgent } from './swe-agent.ts';

export const formats = 'SWE-agent .traj, mini-swe-agent 1.1, OpenHands V0 and V1, Inspect JSON, ATIF 1.7';

/** The newest versions that are known here. */
const MINI = [1, 1] as const;
const ATIF = [1, 7] as const;

/** @throws CodedError E_FORMAT, E_FORMAT_CUT, E_FORMAT_NEWER, E_FORMAT_UNKNOWN */
export function openForeign(text: string, file: string): Foreign[] {
	const value = jsonOf(text, file);
	const as = (format: string): At => new At({ file, format }, value);
	const top = as('a run of an agent');
	if (typeof value !== 'object' || value === null) throw unknown(file);
	if (!Array.isArray(value)) {
		if (isMini(top)) {
			const mini = as('mini-swe-agent');
			refuseNewer(textIn(mini.get('trajectory_format')), /^mini-swe-agent-(\d+)\.(\d+)/, MINI, file);
			return [readMini(mini)];
		}
		if (isAtif(top)) {
			const atif = as('ATIF');
			refuseNewer(textIn(atif.get('schema_version')), /^ATIF-v(\d+)\.(\d+)/, ATIF, file);
			return [readAtif(atif)];
		}
		if (isSweAgent(top)) return [readSweAgent(as('SWE-agent .traj'))];
		if (isInspect(top)) return readInspect(as('an Inspect log'));
	}
	const named = as('OpenHands events');
	const events = openHandsEvents(named);
	if (!events) throw unknown(file);
	return [isV1(events) ? readOpenHandsV1(named, events) : readOpenHandsV0(named, events)];
}

function unknown(file: string): CodedError {
	return new CodedError('E_FORMAT_UNKNOWN', `Cannot open "${file}": it is none of these: ${formats}`);
}

/** One JSON value; JSON Lines are a list, or the one line. */
function jsonOf(text: string, file: string): unknown {
	const trimmed = text.trim();
	if (trimmed === '') throw new CodedError('E_FORMAT', `Cannot open "${file}": it is empty`);
	try {
		return JSON.parse(trimmed);
	} catch (error) {
		const lines = trimmed.split('\n').filter((line) => line.trim());
		if (lines.length > 1 && isJson(lines[0] ?? '')) {
			const values = lines.map((line, index) => lineOf(line, index, lines.length, file));
			return values.length === 1 ? values[0] : values;
		}
		throw notJson(trimmed, file, error);
	}
}

function lineOf(line: string, index: number, count: number, file: string): unknown {
	try {
		return JSON.parse(line);
	} catch (error) {
		const cut = index === count - 1;
		throw new CodedError(
			cut ? 'E_FORMAT_CUT' : 'E_FORMAT',
			`Cannot open "${file}": line ${index + 1} of ${count} is no JSON${cut ? '; it is the last one: the file was cut short' : ''}`,
			{ cause: error }
		);
	}
}

function isJson(text: string): boolean {
	try {
		return typeof JSON.parse(text) === 'object';
	} catch {
		return false;
	}
}

function notJson(text: string, file: string, cause: unknown): CodedError {
	const { at, cut } = jsonFault(text) ?? { at: 0, cut: false };
	const before = text.slice(0, at).split('\n');
	const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
	return new CodedError(
		cut ? 'E_FORMAT_CUT' : 'E_FORMAT',
		cut
			? `Cannot open "${file}": it ends in the middle of a value (${place}): the file was cut short`
			: `Cannot open "${file}": it is no JSON from ${place} on`,
		{ cause }
	);
}

function refuseNewer(version: string, pattern: RegExp, known: readonly [number, number], file: string): void {
	const [, major, minor] = pattern.exec(version) ?? [];
	if (major === undefined)
		throw new CodedError('E_FORMAT', `Cannot open "${file}": "${version}" is no version of this format`);
	const isNewer = Number(major) > known[0] || (Number(major) === known[0] && Number(minor) > known[1]);
	if (isNewer)
		throw new CodedError(
			'E_FORMAT_NEWER',
			`Cannot open "${file}": it is ${version} and this page knows up to ${known.join('.')}. Nothing was changed; open it with a newer Tabgym`
		);
}
