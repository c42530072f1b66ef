import type { BindingFactory } from '../context.ts';
import { errnoTexts } from '../errno.ts';
import { descriptorsOf } from '../descriptors.ts';
import { streamHandleClass } from '../streams/handle.ts';

export const tty_wrap: BindingFactory = (context) => {
	const { sync, events, loop, errno } = context;
	const table = () => descriptorsOf(context);
	/** process.stdout hears of a new size through SIGWINCH. */
	events.terminalResized = () =>
		loop.enqueue(() => (context.process as unknown as { emit(name: string): void }).emit('SIGWINCH'));
	class TTY extends streamHandleClass(context) {
		/** @param refusal is told why it is no terminal */
		constructor(fd: number, refusal: object = {}) {
			super();
			context.resources.open(this, 'TTYWRAP');
			if (table().handleType(fd) === 'TTY') this.attach(table().share(fd), fd);
			else {
				const message = errnoTexts['EINVAL'];
				Object.assign(refusal, { errno: errno('EINVAL'), code: 'EINVAL', message, syscall: 'uv_tty_init' });
			}
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
