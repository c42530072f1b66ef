/** Grades what students handed in for an assignment, as the classroom page does. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openDriver } from '../driver.mjs';
import { load } from '../packs/load.mjs';

/**
 * Prints a line for each grade; `out` gets grades.csv and <submission>/<task or lesson>/results.json (Exercism's form).
 * @param {string} assignmentFile @param {string[]} given files, or folders of them
 * @param {{out: string | undefined, host: string}} options
 * @returns {Promise<number>} the exit code: 0 where everything of everybody is passed and as claimed
 */
export async function gradeSubmissions(assignmentFile, given, { out, host }) {
	const { readFile } = await load('src/share/share.ts');
	const { toCsv, toResults } = await load('src/lesson/grades.ts');
	const assignment = assignmentOf(readFile, assignmentFile);
	const files = given
		.flatMap(filesIn)
		.map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));
	if (files.length === 0)
		throw new Error('There is nothing to grade: name the files that students handed in');
	const driver = await openDriver();
	/** @type {any[]} */
	let grades;
	try {
		grades = await driver.page.evaluate(
			([handed, asked, name]) => globalThis.tabgym.grade(handed, asked, name),
			/** @type {[{name: string, text: string}[], any, any]} */ ([files, assignment, host])
		);
	} finally {
		await driver.close();
	}
	for (const grade of grades) process.stdout.write(`${words(grade)}\n`);
	if (out !== undefined) {
		mkdirSync(out, { recursive: true });
		writeFileSync(join(out, 'grades.csv'), toCsv(grades));
		for (const grade of grades) {
			const folder = join(out, grade.file.replace(/[^\w.-]+/g, '-'), grade.item.replace('/', '-'));
			mkdirSync(folder, { recursive: true });
			writeFileSync(join(folder, 'results.json'), toResults(grade));
		}
	}
	const good = grades.filter(({ passed, problem }) => passed && problem === '').length;
	process.stdout.write(`${good} of ${grades.length} passed\n`);
	return good === grades.length ? 0 : 1;
}

/** @param {(text: string) => any} readFile @param {string} file */
function assignmentOf(readFile, file) {
	if (!existsSync(file)) throw new Error(`There is no file ${file}`);
	const share = readFile(readFileSync(file, 'utf8'));
	if (share.kind !== 'assignment')
		throw new Error(`Cannot grade by ${file}: it holds a ${share.kind}, not an assignment`);
	return share.assignment;
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
	if (!existsSync(path)) throw new Error(`There is no file ${path}`);
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.filter((name) => /\.(json|txt)$/.test(name))
		.sort()
		.map((name) => join(path, name));
}

/** @param {any} grade */
function words({ name, file, item, judged, claimed, problem }) {
	return `${name || file}, ${item}: ${judged ?? 'not judged'}${claimed === judged ? '' : ` (claimed ${claimed ?? 'nothing'})`}${problem ? `; ${problem}` : ''}`;
}
