/** What training came to, in words. */
const percent = (/** @type {number | null} */ share) =>
	share === null ? 'more' : `${(100 * share).toFixed(1)} %`;
const between = (/** @type {{low: number, high: number | null}} */ { low, high }) =>
	`(95 % ${percent(low)} to ${percent(high)})`;
/** @param {readonly (readonly [what: string, value: string])[]} rows */
const print = (rows) => {
	for (const [what, value] of rows) process.stdout.write(`  ${what.padEnd(46)} ${value}\n`);
};

/** @param {string} name @param {any} found */
export function printOutcome(name, found) {
	const { bugs, packages, seeds, budget, before, after, interval, relative, reachable, general, bySeed } =
		found;
	process.stdout.write(
		`${name}: ${bugs} of ${packages} packages, cross-validated by package, seeds ${seeds.join(', ')}; packages resampled\n`
	);
	print([
		[`known fix within ${budget} edits, hand-made order`, percent(before)],
		...(general
			? [/** @type {const} */ ([`known fix within ${budget} edits, order of all`, percent(general.after)])]
			: []),
		[`known fix within ${budget} edits, learned order`, percent(after)],
		['with each seed', bySeed.map(percent).join(', ')],
		['difference', `${percent(after - before)} ${between(interval)}`],
		...(relative === null
			? []
			: [/** @type {const} */ (['relative', `${percent(relative)} ${between(found.relativeInterval)}`])]),
		...(general
			? [
					/** @type {const} */ ([
						'difference to the order of all',
						`${percent(general.difference)} ${between(general.interval)}`
					])
				]
			: []),
		['known fix among the edits at all', percent(reachable)]
	]);
}

/** @param {string} kind @param {any} found */
export function printBest(kind, found) {
	const { bugs, packages, samples, k, random, tests, pass, best, difference, interval, beyondTests } = found;
	process.stdout.write(
		`a verifier that chooses, learned from runs drawn on other packages: ${bugs} ${kind} bugs of ${packages} packages, ${samples} runs each\n`
	);
	print([
		['one run at random', percent(random)],
		[`one of ${k} that the tests choose`, percent(tests)],
		[`one of ${k} that the verifier chooses`, percent(best)],
		[`one of ${k} at all`, percent(pass)],
		['verifier less random', `${percent(difference)} ${between(interval)}`],
		['verifier less tests', `${percent(beyondTests.difference)} ${between(beyondTests.interval)}`],
		['Brier score', `${found.brier.toFixed(3)}, of always saying the mean ${found.baseline.toFixed(3)}`]
	]);
}
