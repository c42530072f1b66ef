/** Takes secrets out of text before it leaves the browser. Better one word too many than a key in a data set. */

/** Shapes of well-known credentials. Sources: the providers' documentation, and https://github.com/gitleaks/gitleaks (config/gitleaks.toml) */
const SHAPES: readonly (readonly [kind: string, shape: RegExp])[] = [
	['private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g],
	['model key', /\bsk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{20,}/g],
	['Google key', /\bAIza[0-9A-Za-z_-]{35}/g],
	['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})/g],
	['npm token', /\bnpm_[A-Za-z0-9]{36}/g],
	['AWS key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
	['Slack token', /\bxox[abposr]-[A-Za-z0-9-]{10,}/g],
	['token', /\b[Bb]earer\s+[A-Za-z0-9._~+/-]{20,}=*/g],
	['password', /\b(?:password|passwd|secret|api_?key|access_?token)\s*[=:]\s*(['"])(?!\1)[^'"\n]{8,}\1/gi],
	['credentials', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/gi]
];

export type Scrubbed = { text: string; /** How many were taken out. */ found: number };

/** @param known texts that are secrets whatever they look like: keys of this browser */
export function scrub(text: string, known: readonly string[] = []): Scrubbed {
	let found = 0;
	let result = text;
	for (const secret of known.filter(({ length }) => length >= 6)) {
		const parts = result.split(secret);
		found += parts.length - 1;
		result = parts.join('[secret]');
	}
	for (const [kind, shape] of SHAPES)
		result = result.replace(shape, () => {
			found += 1;
			return `[${kind}]`;
		});
	return { text: result, found };
}
