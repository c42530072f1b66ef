/** One place on the screen that shows a file, or the difference between two states of it. */
import { diffLines } from 'diff';
import { monaco } from './monaco.ts';

export type Shown = {
	path: string;
	before: string | null;
	after: string | null;
	mode: 'file' | 'diff';
};

const common = {
	readOnly: true,
	automaticLayout: true,
	minimap: { enabled: false },
	fontSize: 12.5,
	lineHeight: 19,
	scrollBeyondLastLine: false,
	renderLineHighlight: 'none',
	fixedOverflowWidgets: true,
	stickyScroll: { enabled: false },
	padding: { top: 8, bottom: 8 }
} as const;

/** Colours from cool to hot. */
const HEAT_LEVELS = 5;
const levelOf = (suspicion: number): number =>
	Math.max(1, Math.min(HEAT_LEVELS, Math.ceil(suspicion * HEAT_LEVELS)));

export class Viewer {
	readonly #node: HTMLElement;
	#file: monaco.editor.IStandaloneCodeEditor | null = null;
	/** Path of what the diff shows. */
	#diffed = '';
	#diff: monaco.editor.IStandaloneDiffEditor | null = null;
	#shown: Shown | null = null;
	#marks: monaco.editor.IEditorDecorationsCollection | null = null;
	#warm: monaco.editor.IEditorDecorationsCollection | null = null;
	#heat: ReadonlyMap<number, number> | null = null;
	#blame: readonly (number | null)[] | null = null;
	#onSave: ((text: string) => void) | null = null;

	constructor(node: HTMLElement) {
		this.#node = node;
	}

	theme(dark: boolean): void {
		monaco.editor.setTheme(dark ? 'tabgym-dark' : 'tabgym-light');
	}

	show(shown: Shown): void {
		const last = this.#shown;
		this.#shown = shown;
		if (last?.mode !== shown.mode) this.dispose();
		if (shown.mode === 'diff') this.#showDiff(shown);
		else this.#showFile(shown, last);
	}

	/** Writes beside each line the step that wrote it; null = line numbers alone. */
	blame(lines: readonly (number | null)[] | null): void {
		this.#blame = lines;
		this.#file?.updateOptions(this.#numbers());
	}

	/** Shows beside each line how suspicious it is, 0 to 1, as a colour and a figure; null = not at all. */
	heat(lines: ReadonlyMap<number, number> | null): void {
		this.#heat = lines;
		this.#file?.updateOptions(this.#numbers());
		this.#showHeat();
	}

	/** Brings a line into sight. */
	reveal(line: number): void {
		this.#file?.revealLineInCenter(line);
		this.#file?.setPosition({ lineNumber: line, column: 1 });
	}

	#showHeat(): void {
		if (!this.#file) return;
		this.#warm ??= this.#file.createDecorationsCollection();
		this.#warm.set(
			[...(this.#heat ?? [])].map(([line, suspicion]) => ({
				range: new monaco.Range(line, 1, line, 1),
				options: {
					isWholeLine: true,
					glyphMarginClassName: `heat heat-${levelOf(suspicion)}`,
					glyphMarginHoverMessage: { value: `Suspicion ${suspicion.toFixed(2)} (Ochiai)` },
					overviewRuler: {
						color: `rgba(208, 72, 24, ${levelOf(suspicion) / HEAT_LEVELS})`,
						position: monaco.editor.OverviewRulerLane.Left
					}
				}
			}))
		);
	}

	#numbers(): monaco.editor.IEditorOptions {
		const [lines, heat] = [this.#blame, this.#heat];
		if (heat) {
			const figure = (line: number): string => heat.get(line)?.toFixed(2) ?? '';
			const lineNumbers = (line: number): string => `${figure(line)} ${line}`;
			return { glyphMargin: true, lineNumbers, lineNumbersMinChars: 9 };
		}
		if (!lines) return { glyphMargin: false, lineNumbers: 'on', lineNumbersMinChars: 4 };
		const stepOf = (line: number): string => {
			const step = lines[line - 1];
			return step == null ? '' : `step ${step + 1} `;
		};
		const lineNumbers = (line: number): string => `${stepOf(line)}${line}`;
		return { glyphMargin: false, lineNumbers, lineNumbersMinChars: 12 };
	}

	/** From now on the file may be written in, and is given to `onSave` by Ctrl+S; null = it may only be read. */
	allowEdits(onSave: ((text: string) => void) | null): void {
		this.#onSave = onSave;
		this.#file?.updateOptions({ readOnly: onSave === null });
	}

	/** Gives what stands in the editor to whoever allowed edits. */
	save(): void {
		const text = this.#file?.getValue();
		if (text !== undefined) this.#onSave?.(text);
	}

	dispose(): void {
		const diffed = this.#diff?.getModel();
		const model = this.#file?.getModel();
		this.#diff?.dispose();
		this.#file?.dispose();
		diffed?.original.dispose();
		diffed?.modified.dispose();
		model?.dispose();
		this.#diff = this.#file = this.#marks = this.#warm = null;
	}

	#showFile({ path, before, after }: Shown, last: Shown | null): void {
		const text = after ?? before ?? '';
		if (!this.#file) {
			this.#file = monaco.editor.create(this.#node, { ...common, model: null, ariaLabel: 'File' });
			this.#file.updateOptions({ readOnly: this.#onSave === null });
			this.#file.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => this.save());
		}
		const model = this.#file.getModel();
		if (model && last?.path === path) {
			if (model.getValue() !== text) model.setValue(text);
		} else {
			this.#file.setModel(monaco.editor.createModel(text, languageOf(path)));
			model?.dispose();
		}
		this.#file.updateOptions({ ariaLabel: path, ...this.#numbers() });
		const changed = changedLines(before ?? '', text);
		this.#marks ??= this.#file.createDecorationsCollection();
		this.#marks.set(
			changed.map(({ first, last: end }) => ({
				range: new monaco.Range(first, 1, end, 1),
				options: { isWholeLine: true, className: 'changed-line', linesDecorationsClassName: 'changed-mark' }
			}))
		);
		this.#showHeat();
		const news = last?.path === path ? changedLines(last.after ?? '', text) : changed;
		if (news[0]) this.#file.revealLineInCenter(news[0].first);
	}

	#showDiff({ path, before, after }: Shown): void {
		if (!this.#diff) {
			this.#diff = monaco.editor.createDiffEditor(this.#node, {
				...common,
				originalEditable: false,
				renderSideBySide: true,
				useInlineViewWhenSpaceIsLimited: true,
				renderSideBySideInlineBreakpoint: 760,
				hideUnchangedRegions: { enabled: true }
			});
			for (const editor of [this.#diff.getOriginalEditor(), this.#diff.getModifiedEditor()])
				editor.onDidChangeConfiguration(() => this.#nameDiff());
		}
		this.#diffed = path;
		const last = this.#diff.getModel();
		const language = languageOf(path);
		this.#diff.setModel({
			original: monaco.editor.createModel(before ?? '', language),
			modified: monaco.editor.createModel(after ?? '', language)
		});
		last?.original.dispose();
		last?.modified.dispose();
		this.#nameDiff();
	}

	/** A diff editor drops originalAriaLabel and modifiedAriaLabel, and what was set since when it gets wider or narrower (0.57). */
	#nameDiff(): void {
		if (!this.#diff) return;
		for (const [editor, ariaLabel] of [
			[this.#diff.getOriginalEditor(), `${this.#diffed} before the run`],
			[this.#diff.getModifiedEditor(), `${this.#diffed} now`]
		] as const)
			if (editor.getRawOptions().ariaLabel !== ariaLabel) editor.updateOptions({ ariaLabel });
	}
}

/** Where `after` has lines that `before` has not. 1-based, both ends included. */
function changedLines(before: string, after: string): { first: number; last: number }[] {
	const found: { first: number; last: number }[] = [];
	let line = 1;
	for (const { added, removed, count } of diffLines(before, after)) {
		if (added) found.push({ first: line, last: line + count - 1 });
		if (!removed) line += count;
	}
	return found;
}

const languages: Record<string, string> = {
	js: 'javascript',
	cjs: 'javascript',
	mjs: 'javascript',
	ts: 'typescript',
	json: 'json',
	md: 'markdown',
	markdown: 'markdown',
	yml: 'yaml',
	yaml: 'yaml',
	css: 'css',
	html: 'html',
	sh: 'shell'
};

function languageOf(path: string): string {
	return languages[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'plaintext';
}
