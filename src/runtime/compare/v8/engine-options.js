// Options of the engine that give a program something to call.
const { spawnSync } = require('node:child_process');
const v8 = require('node:v8');

/** @param {string[]} options @param {string} code */
function run(options, code) {
	const { stdout, stderr } = spawnSync(process.execPath, [...options, '-p', code], { encoding: 'utf8' });
	console.log(options.join(' '), stdout, stderr.split('\n')[0]);
}
const names = ['gc', 'externalizeString', 'createExternalizableString', 'isOneByteString', 'Float16Array'];
const kinds = `[${names.map((name) => `typeof ${name}`).join()}, 'getFloat16' in DataView.prototype, 'f16round' in Math].join()`;
for (const option of ['', '--expose-gc', '--expose_gc', '--expose-externalize-string', '--js-float16array'])
	run(option ? [option] : [], kinds);
run(
	['--expose_externalize_string'],
	'const text = createExternalizableString("ältere Zeichen"); externalizeString(text); [text, isOneByteString(text), isOneByteString("€")]'
);
run(['--expose-externalize-string'], 'try { isOneByteString(1) } catch (error) { error.message }');
const halves = 'new Float16Array([1, 2.5, -0, 1e9])';
run(
	['--js-float16array'],
	`[${halves}, v8.deserialize(v8.serialize(${halves})), v8.serialize(${halves}).toString("hex")]`
);
run(
	['--js-float16array'],
	`[Object.keys(globalThis).includes("Float16Array"), util.types.isTypedArray(${halves}), structuredClone(${halves}), require("node:assert").deepStrictEqual(${halves}, ${halves})]`
);

const tag = v8.cachedDataVersionTag();
console.log(typeof tag, v8.cachedDataVersionTag() === tag);
v8.setFlagsFromString('--allow_natives_syntax');
console.log(v8.cachedDataVersionTag() === tag);
