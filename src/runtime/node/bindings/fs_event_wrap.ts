/** fs.watch: the kernel tells what changed. */
import type { BindingFactory } from '../context.ts';

let lastId = 0;

export const fs_event_wrap: BindingFactory = (context) => {
	const { sync, events, loop, files, errno } = context;
	const watchers = new Map<number, { tell(type: string, name: string): void }>();
	events.fileChanged = (id, type, name) => loop.enqueue(() => watchers.get(id)?.tell(type, name), null);

	class FSEvent {
		#id = 0;
		#holds = false;
		#encoding = 'utf8';

		constructor() {
			context.resources.open(this, 'FSEVENTWRAP');
		}
		onchange?: (status: number, type: string, name: unknown) => void;
		tell(type: string, name: string) {
			const shown = this.#encoding === 'utf8' ? name : this.#encoded(name);
			context.resources.run(this, () => this.onchange?.(0, type, shown));
		}
		#encoded(name: string): unknown {
			const { Buffer } = context.requireBuiltin('buffer') as {
				Buffer: { from(text: string): { toString(encoding: string): string } };
			};
			const bytes = Buffer.from(name);
			return this.#encoding === 'buffer' ? bytes : bytes.toString(this.#encoding);
		}
		get initialized() {
			return this.#id !== 0;
		}
		start(path: string, persistent: boolean, recursive: boolean, encoding = 'utf8') {
			context.permissions.need('fs.read', path);
			const target = context.resolve(path);
			if (!files.find(target, true)) return errno('ENOENT');
			this.#id = ++lastId;
			this.#encoding = encoding;
			watchers.set(this.#id, this);
			if (persistent) this.ref();
			// Blocking, as inotify_add_watch: what the program does next is seen, and blocking calls overtake asynchronous ones.
			sync.watch(this.#id, target, recursive);
			return 0;
		}
		close() {
			if (!this.#id) return;
			watchers.delete(this.#id);
			sync.unwatch(this.#id);
			this.unref();
			this.#id = 0;
			context.resources.close(this);
		}
		ref() {
			if (!this.#holds) loop.ref();
			this.#holds = true;
		}
		unref() {
			if (this.#holds) loop.unref();
			this.#holds = false;
		}
		getAsyncId() {
			return context.resources.idOf(this);
		}
	}
	return { FSEvent };
};
