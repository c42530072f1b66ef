/**
 * BroadcastChannels of a realm: those of one name share one channel of the browser's, which reaches the other threads; among themselves they
 * hear at once, as Node's do.
 */
import type { Native } from '../native.ts';

type Heard = ((event: MessageEvent<unknown>) => void) | null;

/** In the place of a browser's port. */
export class BroadcastMember {
	readonly #room: Room;
	readonly #clone: (value: unknown) => unknown;
	/** What came in before anybody heard. */
	#waiting: unknown[] = [];
	#onmessage: Heard = null;

	constructor(room: Room, clone: (value: unknown) => unknown) {
		this.#room = room;
		this.#clone = clone;
		room.members.add(this);
	}

	get onmessage(): Heard {
		return this.#onmessage;
	}
	set onmessage(heard: Heard) {
		this.#onmessage = heard;
		if (heard) for (const data of this.#waiting.splice(0)) this.hear(data);
	}
	postMessage(data: unknown): void {
		// It refuses what cannot be cloned.
		this.#room.channel.postMessage(data);
		for (const other of this.#room.members) if (other !== this) other.hear(this.#clone(data));
	}
	hear(data: unknown): void {
		if (this.#onmessage) this.#onmessage({ data } as MessageEvent<unknown>);
		else this.#waiting.push(data);
	}
	close(): void {
		this.#room.members.delete(this);
		if (this.#room.members.size === 0) this.#room.end();
	}
}

type Room = { channel: BroadcastChannel; members: Set<BroadcastMember>; end(): void };

/** @param prefix keeps processes apart */
export function broadcastRooms({ BroadcastChannel, structuredClone }: Native, prefix: () => string) {
	const rooms = new Map<string, Room>();
	return (name: string): BroadcastMember => {
		const before = rooms.get(name);
		if (before) return new BroadcastMember(before, structuredClone);
		const room: Room = {
			channel: new BroadcastChannel(`${prefix()} ${name}`),
			members: new Set(),
			end() {
				this.channel.close();
				rooms.delete(name);
			}
		};
		room.channel.onmessage = ({ data }: MessageEvent<unknown>) => {
			for (const member of room.members) member.hear(structuredClone(data));
		};
		rooms.set(name, room);
		return new BroadcastMember(room, structuredClone);
	};
}
