// Intl and Unicode: collation, segments, numbers, dates, normal forms.
const { attempt } = require('../help.cjs');
console.log(
	['ä', 'a', 'z', 'Z', 'é'].sort(),
	['ä', 'a', 'z', 'Z'].sort(new Intl.Collator('de').compare),
	['ä', 'a', 'z'].sort(new Intl.Collator('sv').compare),
	['a10', 'a9'].sort(new Intl.Collator('en', { numeric: true }).compare)
);
console.log(
	[...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment('e\u0301👨‍👩‍👧🇩🇪')].length,
	[...new Intl.Segmenter('en', { granularity: 'word' }).segment('Two words.')]
		.filter(({ isWordLike }) => isWordLike)
		.map(({ segment }) => segment)
);
for (const [locale, options] of [
	['en'],
	['de'],
	['en-IN'],
	['ar-EG'],
	['en', { style: 'currency', currency: 'EUR' }],
	['ja', { style: 'currency', currency: 'JPY' }],
	['en', { style: 'percent' }],
	['en', { notation: 'compact' }],
	['en', { style: 'unit', unit: 'kilobyte' }],
	['en', { minimumFractionDigits: 3 }]
])
	attempt(`${locale}`, () => JSON.stringify(new Intl.NumberFormat(locale, options).format(1234567.891)));
const date = new Date(Date.UTC(2024, 1, 29, 13, 5, 9));
for (const [locale, options] of [
	['en-US'],
	['en-GB'],
	['de'],
	['ja'],
	['en', { dateStyle: 'full', timeStyle: 'short' }],
	['fr', { weekday: 'long', month: 'long', day: 'numeric' }],
	['en', { hour: 'numeric', hour12: false, minute: '2-digit' }],
	['en', { timeZoneName: 'long' }]
])
	attempt(locale, () =>
		JSON.stringify(new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date))
	);
attempt('zone', () =>
	new Intl.DateTimeFormat('en', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' }).format(
		date
	)
);
attempt('bad zone', () => new Intl.DateTimeFormat('en', { timeZone: 'Mars/Base' }));
console.log(
	new Intl.PluralRules('en', { type: 'ordinal' }).select(22),
	new Intl.PluralRules('ru').select(3),
	new Intl.ListFormat('en').format(['a', 'b', 'c']),
	new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-1, 'day'),
	new Intl.DisplayNames('en', { type: 'region' }).of('DE')
);
console.log(
	'İ'.toLowerCase().length,
	'ß'.toUpperCase(),
	'I'.toLocaleLowerCase('tr'),
	'é'.normalize('NFD').length,
	'ﬁ'.normalize('NFKC'),
	'\ud800'.isWellFormed(),
	'\ud800a'.toWellFormed(),
	'aé漢😀'.length,
	[...'aé漢😀'].length
);
console.log(
	/\p{L}+/u.exec('héllo wörld')[0],
	/\p{Script=Han}/u.test('漢'),
	/^\p{Emoji}$/v.test('😀'),
	/[\p{L}--[a-z]]/v.test('a'),
	'x'.at(-1),
	'abc'.replaceAll('b', '$&$&'),
	'a-b-c'.split('-', 2),
	'ab'.padEnd(5, 'xy'),
	'  t '.trimEnd() + '|'
);
console.log(
	(1234.5).toLocaleString(),
	date.toLocaleDateString('en-US', { timeZone: 'UTC' }),
	date.toISOString(),
	date.toJSON(),
	Date.parse('2024-02-29'),
	Date.parse('Feb 29 2024 UTC'),
	new Date('nonsense').getTime(),
	Intl.DateTimeFormat().resolvedOptions().locale
);
