// What a small store on files does: write, replace by renaming, lock by making, list, clean up.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree();
const at = (name) => path.join(folder, name);
class Store {
	constructor(name) {
		this.file = at(`${name}.json`);
	}
	load() {
		try {
			return JSON.parse(fs.readFileSync(this.file, 'utf8'));
		} catch (error) {
			if (error.code === 'ENOENT') return {};
			throw error;
		}
	}
	save(value) {
		const temporary = `${this.file}.${process.pid}.tmp`;
		fs.writeFileSync(temporary, JSON.stringify(value), { flag: 'wx' });
		fs.renameSync(temporary, this.file);
	}
	update(change) {
		fs.mkdirSync(`${this.file}.lock`);
		try {
			this.save(change(this.load()));
		} finally {
			fs.rmdirSync(`${this.file}.lock`);
		}
	}
}
const store = new Store('data');
console.log(store.load());
store.update((value) => ({ ...value, a: 1 }));
store.update((value) => ({ ...value, b: [1, 2] }));
console.log(store.load(), fs.readdirSync(folder));
fs.mkdirSync(`${store.file}.lock`);
attempt('locked', () => {
	try {
		store.update((value) => value);
	} catch (error) {
		return [error.code, error.syscall];
	}
});
fs.rmdirSync(`${store.file}.lock`);
attempt('fails within', () =>
	store.update(() => {
		throw new Error('no change');
	})
);
console.log(store.load(), fs.readdirSync(folder));
fs.writeFileSync(store.file, '{broken');
attempt('broken', () => store.load());
const log = fs.createWriteStream(at('log.ndjson'), { flags: 'a' });
for (const n of [1, 2, 3]) log.write(`${JSON.stringify({ n })}\n`);
log.end(() => {
	console.log(
		fs
			.readFileSync(at('log.ndjson'), 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line).n)
	);
	fs.truncateSync(at('log.ndjson'));
	console.log(fs.statSync(at('log.ndjson')).size);
	fs.mkdirSync(at('a/b/c'), { recursive: true });
	fs.writeFileSync(at('a/b/c/d'), '');
	fs.rmSync(at('a'), { recursive: true });
	console.log(fs.existsSync(at('a')), fs.readdirSync(folder).sort());
});
