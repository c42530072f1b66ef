/** Whether a file of JavaScript or JSON can be parsed at all. Other files are not looked at. */

export type SyntaxProblem = { message: string; /** From 1. */ line: number };

export async function syntaxErrorOf(path: string, text: string): Promise<SyntaxProblem | null> {
	if (/\.json$/.test(path)) return errorOfJson(text);
	const [, kind] = /\.([cm]?)js$/.exec(path) ?? [];
	if (kind === undefined) return null;
	const { parse } = await import('acorn');
	const errorAs = (sourceType: 'script' | 'module'): SyntaxProblem | null => {
		try {
			parse(text, {
				ecmaVersion: 'latest',
				sourceType,
				allowHashBang: true,
				allowReturnOutsideFunction: sourceType === 'script'
			});
			return null;
		} catch (error) {
			return problemOf(error);
		}
	};
	if (kind === 'm') return errorAs('module');
	const asScript = errorAs('script');
	// A .js file may be either; the error of what it looks like is told.
	const asModule = kind === 'c' || !asScript ? asScript : errorAs('module');
	if (!asScript || !asModule) return null;
	return /^\s*(import|export)\b/m.test(text) ? asModule : asScript;
}

function problemOf(error: unknown): SyntaxProblem {
	if (!(error instanceof SyntaxError) || !('loc' in error)) throw error;
	const { line } = error.loc as { line: number };
	return { message: error.message.replace(/ \(\d+:\d+\)$/, ''), line };
}

function errorOfJson(text: string): SyntaxProblem | null {
	try {
		JSON.parse(text);
		return null;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const [, position] = /position (\d+)/.exec(message) ?? [];
		return { message, line: text.slice(0, Number(position ?? 0)).split('\n').length };
	}
}
