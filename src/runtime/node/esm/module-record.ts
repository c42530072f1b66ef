/** What module records know of one another. https://tc39.es/ecma262/#sec-abstract-module-records */

export type Namespace = Record<string, unknown>;
/** The value of an export as it is now. */
export type Getter = () => unknown;

export interface ModuleRecord {
	readonly url: string;
	linked: ModuleRecord[];
	exportNames(seen: Set<ModuleRecord>): Set<string>;
	resolveExport(name: string, seen: Set<string>): Getter | null;
	getNamespace(): Namespace;
	instantiate(): void;
	isGraphAsync(seen?: Set<ModuleRecord>): boolean;
	evaluateInner(stack: Set<ModuleRecord>): Promise<void> | undefined;
}
