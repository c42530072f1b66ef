/** Options of the engine that give a program something to call. https://github.com/v8/v8/tree/main/src/extensions */

/** Taken at once: the global scope of the pinned Node has none of it, so it is removed before anybody asks. */
const halfFloats = {
	Float16Array: Reflect.get(globalThis, 'Float16Array') as unknown,
	f16round: Reflect.get(Math, 'f16round') as unknown,
	getFloat16: Reflect.get(DataView.prototype, 'getFloat16') as unknown,
	setFloat16: Reflect.get(DataView.prototype, 'setFloat16') as unknown
};

/** By name, without dashes at the front; underscores are dashes. */
const effects: Record<string, () => void> = {
	'expose-gc': exposeCollector,
	'expose-externalize-string': exposeStrings,
	'js-float16array': exposeHalfFloats
};

export function applyEngineOptions(options: readonly string[]): void {
	for (const option of options) effects[option.replace(/^--/, '').replaceAll('_', '-')]?.();
}

function expose(target: object, name: string, value: unknown, enumerable = false): void {
	if (value !== undefined)
		Object.defineProperty(target, name, { value, writable: true, enumerable, configurable: true });
}

/** A wish that a browser fulfils when it likes. */
function exposeCollector(): void {
	expose(globalThis, 'gc', () => {});
}

/** Where the characters of a text are kept is the engine's secret: all texts are alike here. */
function exposeStrings(): void {
	const wanted = (text: unknown, refusal: string) => {
		if (typeof text !== 'string') throw new Error(refusal);
		return text;
	};
	expose(globalThis, 'externalizeString', () => {}, true);
	const noText = 'First parameter to createExternalizableString() must be a string.';
	expose(globalThis, 'createExternalizableString', (text: unknown) => wanted(text, noText), true);
	const notOne = 'isOneByteString() requires a single string argument.';
	expose(globalThis, 'isOneByteString', (text: unknown) => /^[\0-\xff]*$/.test(wanted(text, notOne)), true);
}

function exposeHalfFloats(): void {
	const { Float16Array: made, f16round, getFloat16, setFloat16 } = halfFloats;
	expose(globalThis, 'Float16Array', made);
	expose(Math, 'f16round', f16round);
	expose(DataView.prototype, 'getFloat16', getFloat16);
	expose(DataView.prototype, 'setFloat16', setFloat16);
}
