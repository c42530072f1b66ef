import type { BindingFactory } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import { streamHandleClass } from '../streams/handle.ts';

export const tty_wrap: BindingFactory = (context) => {
	const { sync, events, loop } = context;
	const table = () => descriptorsOf(context);
	/** process.stdout hears of a new size through SIGWINCH. */
	events.terminalResized = () =>
		loop.enqueue(() => (context.process as unknown as { emit(name: string): void }).emit('SIGWINCH'));
	class TTY extends streamHandleClass(context) {
		constructor(fd: number) {
			super();
			context.resources.open(this, 'TTYWRAP');
			this.attach(table().share(fd), fd);
		}
		override get resourceName() {
			return 'TTYWrap';
		}
		getWindowSize(into: number[]) {
			const { columns = 80, rows = 24 } = this.description ? sync.describe(this.description) : {};
			into[0] = columns;
			into[1] = rows;
			return 0;
		}
		setRawMode(raw: boolean) {
			if (this.description) sync.setRawMode(this.description, raw);
			return 0;
		}
	}
	return { TTY, isTTY: (fd: number) => table().handleType(fd) === 'TTY' };
};
