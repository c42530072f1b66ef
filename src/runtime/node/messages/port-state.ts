/** What is known of a port: ports.ts drives it. */
import type { Letter } from './letters.ts';
import type { Mailbox } from './mailbox.ts';

export type Inner = {
	port: MessagePort;
	queue: Letter[];
	/** What comes in and goes out and can be written down: null where the browser's way is all. */
	boxes: Boxes | null;
	/** Whether the browser hands over what comes in. */
	hears: boolean;
	referenced: boolean;
	started: boolean;
	/** From close() on, before the other end and the listeners hear of it. */
	closing: boolean;
	closed: boolean;
	/** Moved to another realm: nobody hears of it here again. */
	moved: boolean;
	/** The other end, as long as both are in this realm: what is posted is there at once. */
	partner: object | null;
	/** The thread that its other end goes to, where that is known before it is there. */
	thread: number | null;
	/** Who waits for its end. */
	waiting: (() => void)[];
};
export type Boxes = { inbox: Mailbox; outbox: Mailbox };

export const newInner = (port: MessagePort): Inner => ({
	port,
	queue: [],
	boxes: null,
	hears: false,
	referenced: false,
	started: false,
	closing: false,
	closed: false,
	moved: false,
	partner: null,
	thread: null,
	waiting: []
});

export const isGone = ({ moved, closing, closed }: Inner): boolean => moved || closing || closed;

/** A port on its way is the thread's that it goes to: if that ends before it has it, so does the other end. `through`: what it is sent by. */
export function address(sent: Inner | undefined, through: Inner): void {
	const to = through.thread ?? through.boxes?.outbox.reader;
	if (to !== undefined && sent?.boxes) sent.boxes.inbox.reader = to;
}
