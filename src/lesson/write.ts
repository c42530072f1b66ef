/** A lesson as the files of its folder; parseLesson reads them back as it was. */
import { stringify } from 'yaml';
import type { Lesson } from './lesson.ts';

/** By path below the folder. `part.md` belongs one folder higher. */
export function writeLesson(lesson: Lesson): { part: string; files: Map<string, string> } {
	const { title, minutes, task, run, allowEdits, commands, drills, segments, part } = lesson;
	const matter = {
		title,
		...(minutes !== null && { minutes }),
		...(task !== null && { task }),
		...(run !== null && { run }),
		...(allowEdits && { allowEdits }),
		...((commands.main !== null || commands.prepare.length > 0) && { commands }),
		...(drills.length > 0 && { drills })
	};
	const body = segments
		.map((segment) => ('drill' in segment ? `{{drill ${segment.drill}}}` : segment.text))
		.join('\n\n');
	const files = new Map([['lesson.md', `---\n${stringify(matter, { lineWidth: 0 })}---\n\n${body}\n`]]);
	for (const [name, text] of Object.entries(lesson.files)) files.set(name, text);
	for (const [path, text] of Object.entries(lesson.start)) files.set(`start/${path}`, text);
	for (const [path, text] of Object.entries(lesson.solution)) files.set(`solution/${path}`, text);
	return { part: `---\n${stringify({ title: part })}---\n`, files };
}
