/** What a module record says when it cannot be linked, and its import.meta. */
import { native } from '../native.ts';
import type { ModuleRecord } from './module-record.ts';

/** acorn's complaint as the engine words its own, with the place in front of the stack. */
export function syntaxError(url: string, error: unknown): unknown {
	if (!(error instanceof SyntaxError)) return error;
	const { loc } = error as SyntaxError & { loc?: { line: number } };
	const better = new SyntaxError(error.message.replace(/ \(\d+:\d+\)$/, ''));
	better.stack = `${url}:${loc?.line ?? 1}\n\n${better.name}: ${better.message}`;
	return better;
}

export function missingExport(url: string, specifier: string, name: string): SyntaxError {
	const error = new SyntaxError(
		`The requested module '${specifier}' does not provide an export named '${name}'`
	);
	error.stack = `${url}:1\n\n${error.stack ?? error.message}`;
	return error;
}

/** import.meta, filled when it is first looked at. */
export function importMeta(initialize: (meta: object) => void): object {
	const meta = Object.create(null) as Record<PropertyKey, unknown>;
	let filled = false;
	const fill = (target: object) => {
		if (!filled) {
			filled = true;
			initialize(meta);
		}
		return target;
	};
	return new native.Proxy(meta, {
		get: (target, name) => Reflect.get(fill(target), name) as unknown,
		has: (target, name) => Reflect.has(fill(target), name),
		ownKeys: (target) => Reflect.ownKeys(fill(target)),
		getOwnPropertyDescriptor: (target, name) => Reflect.getOwnPropertyDescriptor(fill(target), name)
	});
}

/** What `export *` gives for a name; null also where two modules have it and mean different things. https://tc39.es/ecma262/#sec-resolveexport */
export function throughStars(
	modules: (ModuleRecord | undefined)[],
	name: string,
	seen: Set<string>
): (() => unknown) | null {
	// A module that was asked before answers null: the same export by two ways is no contradiction.
	const found = modules.flatMap((module) => module?.resolveExport(name, seen) ?? []);
	return found.length === 1 ? (found[0] ?? null) : null;
}
