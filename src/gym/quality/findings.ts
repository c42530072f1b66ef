/** What ESLint's recommended rules and those of eslint-plugin-security say of a changed file that they did not say of it before. */
import type { ESLint, Linter as Lint } from 'eslint';
import type { ChangedFile } from './source.ts';

export type LintFinding = { path: string; line: number; rule: string; message: string };

type SecurityPlugin = ESLint.Plugin & { configs: { recommended: { rules: Lint.RulesRecord } } };

/** Globals are not told apart here: a file is read by itself. */
const QUIET = { 'no-undef': 'off', 'no-unused-vars': 'off' } as const;

export async function findingsAdded(files: readonly ChangedFile[]): Promise<LintFinding[]> {
	const [{ Linter }, { default: js }, { default: security }] = await Promise.all([
		import('eslint/universal'),
		import('@eslint/js'),
		// @ts-expect-error it ships no types
		import('eslint-plugin-security') as Promise<{ default: SecurityPlugin }>
	]);
	const linter = new Linter();
	const lint = (path: string, text: string | null): LintFinding[] => {
		if (text === null || !/\.[cm]?js$/.test(path)) return [];
		const sourceType = /^\s*(import|export)\s/m.test(text) ? 'module' : 'commonjs';
		const config = {
			languageOptions: { sourceType },
			plugins: { security },
			rules: { ...js.configs.recommended.rules, ...security.configs.recommended.rules, ...QUIET }
		} as const;
		return linter
			.verify(text, config as never, { filename: 'file.js' })
			.map(({ line, ruleId, message }) => ({ path, line, rule: ruleId ?? 'syntax', message }));
	};
	return files.flatMap(({ path, before, after }) => {
		const known = lint(path, before).map(({ rule, message }) => `${rule} ${message}`);
		return lint(path, after).filter(({ rule, message }) => {
			const at = known.indexOf(`${rule} ${message}`);
			if (at < 0) return true;
			known.splice(at, 1);
			return false;
		});
	});
}
