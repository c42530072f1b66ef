const { format, styleText, stripVTControlCharacters } = require('node:util');
console.log(
	format('%s %d %i %f %j %o %O %c %%', 'a', 1.5, 1.5, '2.5', { a: 1 }, [1], { b: { c: {} } }, 'css', 'rest', {
		x: 1
	})
);
console.log(
	format('%s', Symbol('a'), 1n, -0, null),
	format(1, 2, '3'),
	format('%s', () => 1),
	format('%s', class A {}),
	format('%d', '0x10')
);
console.log(
	format('%s', {
		toString() {
			return 'own';
		}
	}),
	format('%s', new Error('e').message),
	format('%x', 1),
	format('100%')
);
console.log(
	JSON.stringify(styleText(['red', 'bold'], 'x', { validateStream: false })),
	stripVTControlCharacters('\u001b[31mx\u001b[39m')
);
