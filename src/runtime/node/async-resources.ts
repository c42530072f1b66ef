/** What Node's C++ has as AsyncWrap: handles and requests with an id of their own. */
export interface AsyncResources {
	/**
	 * `resource` begins to be one; hooks are told of `shown` in its place.
	 * @param type as in async_hooks.asyncWrapProviders @param maker whose callback made it, where the code that runs is another's
	 */
	open(resource: object, type: string, shown?: object, maker?: object): void;
	/** 0 = it is none. */
	idOf(resource: object): number;
	/** The number of its type in async_hooks.asyncWrapProviders. */
	providerOf(resource: object): number;
	/** It begins again, for another user. */
	reset(resource: object, shown?: object): void;
	/** It has ended. */
	close(resource: object): void;
	/** Hooks hear now of all that have ended. */
	tellEnds(): void;
	/** Calls `callback` now, in its context. */
	run<T>(resource: object, callback: () => T): T;
	/** A call of the system's, which belongs to none: the library may enter a domain for it. */
	callOutside(target: object, method: (...args: never[]) => unknown, args: unknown[]): unknown;
}
