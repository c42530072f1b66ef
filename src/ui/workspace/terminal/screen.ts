/** A read-only xterm that always shows one given text. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';

const dark = {
	background: '#141820',
	foreground: '#e6e9ef',
	cursor: '#141820',
	blue: '#94a9ff',
	green: '#57cb94',
	red: '#ff938b',
	yellow: '#e6b450',
	selectionBackground: '#3a4a80'
};
const light = {
	background: '#ffffff',
	foreground: '#171b23',
	cursor: '#ffffff',
	blue: '#3450cf',
	green: '#0c7040',
	red: '#b0241c',
	yellow: '#7d5200',
	cyan: '#0b6477',
	magenta: '#8a2a8a',
	white: '#586171',
	brightBlack: '#586171',
	selectionBackground: '#c9d3fb'
};

export class Screen {
	readonly #terminal: Terminal;
	readonly #observer: ResizeObserver;
	#shown = '';

	constructor(node: HTMLElement) {
		this.#terminal = new Terminal({
			convertEol: true,
			disableStdin: true,
			cursorInactiveStyle: 'none',
			scrollback: 10_000,
			fontSize: 12,
			lineHeight: 1.3,
			fontFamily: getComputedStyle(node).getPropertyValue('--mono'),
			screenReaderMode: true
		});
		const fit = new FitAddon();
		this.#terminal.loadAddon(fit);
		this.#terminal.open(node);
		this.#terminal.textarea?.setAttribute('aria-label', 'Terminal, read only');
		this.#observer = new ResizeObserver(() => fit.fit());
		this.#observer.observe(node);
	}

	theme(isDark: boolean): void {
		this.#terminal.options.theme = isDark ? dark : light;
	}

	/** Writes only what is new where the text grew; another text replaces the screen. */
	show(text: string): void {
		if (!text.startsWith(this.#shown)) {
			this.#terminal.reset();
			this.#shown = '';
		}
		this.#terminal.write(text.slice(this.#shown.length));
		this.#shown = text;
	}

	dispose(): void {
		this.#observer.disconnect();
		this.#terminal.dispose();
	}
}
