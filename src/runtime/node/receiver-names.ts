/**
 * What a stack calls the receiver of a method where that is a function. The pinned engine takes the name of what made it ("Function"), and
 * prints that of a class; a newer one takes the function's own name. Strict code hides its receiver: there the newer name stays.
 * https://v8.dev/docs/stack-trace-api
 */
import { isAsyncFunction, isClass, isGeneratorFunction } from './function-kinds.ts';

type Site = {
	getThis(): unknown;
	getTypeName(): string | null;
	getFunctionName(): string | null;
	getPromiseIndex(): number | null;
};

/** The name of the intrinsic constructor of `site`'s receiver; null = it is no function, or nobody can see it. */
function makerOf(site: Site): string | null {
	const receiver = site.getThis();
	// Promise.all and its sisters are printed as what they are.
	if (site.getPromiseIndex() !== null) return null;
	if (typeof receiver !== 'function' || site.getTypeName() === 'Proxy') return null;
	return `${isAsyncFunction(receiver) ? 'Async' : ''}${isGeneratorFunction(receiver) ? 'Generator' : ''}Function`;
}

export function typeNameOf(site: Site): string | null {
	return makerOf(site) ?? site.getTypeName();
}

/** `text`: the call site as the engine prints it. */
export function withReceiver(site: Site, text: string): string {
	const maker = makerOf(site);
	if (maker === null || isClass(site.getThis())) return text;
	const method = `.${site.getFunctionName()}`;
	const newer = `${site.getTypeName()}${method}`;
	const at = text.startsWith('async ') ? 'async '.length : 0;
	if (!text.startsWith(newer, at)) return text;
	return text.slice(0, at) + maker + method + text.slice(at + newer.length);
}
