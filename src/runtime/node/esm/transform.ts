/**
 * An ES module as a generator function, so that it can be evaluated without the browser's module loader:
 *
 *   (function* (exports, meta, import, activation, counters, i0, i1, ...) {"use strict"; exports({name: () => name, ...}); yield; <the module>})
 *
 * The first next() instantiates: functions are hoisted, exports have their getters (which throw before initialisation, as TDZ wants), so
 * cycles work. The second evaluates. i0, i1, ... are the namespaces of the requested modules, in order; imported names become
 * properties of them, so bindings are live. With a top-level await it is an async generator. Lines stay where they were.
 */
import MagicString from 'magic-string';
import { child, children, declaredNames, nameOf, parse, type Ast } from './ast.ts';
import { Awaits, DECLARE_ACTIVATION, MAKE_ACTIVATION, mayAwait } from './awaits.ts';
import { columnsOf, type Columns } from './columns.ts';
import { COUNTERS } from '../coverage/slots.ts';
import { References, type Use } from './references.ts';

export type ModuleRequest = { specifier: string; attributes: Record<string, string> };
export type TransformedModule = {
	code: string;
	columns: Columns;
	requests: ModuleRequest[];
	/** Exported names that the module itself binds. */
	localExports: string[];
	/** [exported name, request, name there]; "*" = its namespace. */
	indirect: [name: string, request: number, from: string][];
	/** Requests of `export * from`. */
	stars: number[];
	/** [imported name, request], in order: what linking must find. */
	imported: [name: string, request: number][];
	hasTopLevelAwait: boolean;
};

const [EXPORTS, META, IMPORT, DEFAULT] = ['__esm_exports', '__esm_meta', '__esm_import', '__esm_default'];
const isIdentifier = (name: string) => /^[A-Za-z_$][\w$]*$/.test(name);

/** Puts counters into the text: ../coverage/coverage.ts. It comes before what follows awaits, and after names were replaced. */
export type Count = (text: MagicString) => void;

/** White space and comments alone, each readable in one way: otherwise a line of slashes takes for ever to be something else. */
const BLANK = /^(?:\s|\/\/.*(?=[\n\r\u2028\u2029]|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*$/;

class Transform {
	readonly #source: string;
	readonly #body: (Ast | null)[];
	readonly #text: MagicString;
	readonly #requestIds = new Map<string, number>();
	/** Local name -> where it comes from. */
	readonly #imports = new Map<string, { request: number; name: string }>();
	readonly #locals: [exported: string, local: string][] = [];
	readonly #result: Omit<TransformedModule, 'code' | 'columns' | 'localExports'> = {
		requests: [],
		indirect: [],
		stars: [],
		imported: [],
		hasTopLevelAwait: false
	};
	/** Imported names that are called: where they are. */
	readonly #calls: [start: number, end: number][] = [];
	#namesDefault = false;
	/** Where the last statement ended that has no semicolon. */
	#openEnd = -1;

	constructor(source: string) {
		this.#source = source;
		this.#body = parse(source, { sourceType: 'module', allowAwaitOutsideFunction: true }).body;
		this.#text = new MagicString(source);
	}

	run(count: Count | null): TransformedModule {
		if (this.#source.startsWith('#!')) this.#text.overwrite(0, 2, '//');
		// They run in the order of the source, whether something is imported or exported from them.
		for (const node of this.#body) if (node && child(node, 'source')) this.#request(node);
		for (const node of this.#body) if (node?.type === 'ImportDeclaration') this.#import(node);
		for (const node of this.#body) if (node) this.#export(node);
		this.#references();
		count?.(this.#text);
		const awaits = mayAwait(this.#source) && new Awaits(this.#source, this.#text).run(this.#body);
		const getters = this.#locals
			.map(([exported, local]) => `${JSON.stringify(exported)}:()=>${local}`)
			.join(',');
		const parameters = [
			EXPORTS,
			META,
			IMPORT,
			MAKE_ACTIVATION,
			COUNTERS,
			...this.#result.requests.map((_, index) => `__esm_${index}`)
		].join(', ');
		const name = this.#namesDefault
			? `Object.defineProperty(${DEFAULT},"name",{value:"default",configurable:true});`
			: '';
		const kind = this.#result.hasTopLevelAwait ? 'async function*' : 'function*';
		const prefix = `(${kind} (${parameters}) {"use strict";${EXPORTS}({__proto__:null,${getters}});${name}${awaits ? DECLARE_ACTIVATION : ''}yield;`;
		this.#text.prepend(prefix).append('\n})');
		return {
			...this.#result,
			code: this.#text.toString(),
			columns: columnsOf(
				this.#text,
				this.#calls.sort(([a], [b]) => a - b)
			),
			localExports: this.#locals.map(([exported]) => exported)
		};
	}

	#request(node: Ast): number {
		const specifier = String(child(node, 'source')?.['value']);
		const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
		for (const attribute of children(node, 'attributes')) {
			const [key, value] = attribute ? [child(attribute, 'key'), child(attribute, 'value')] : [];
			if (key && value) attributes[nameOf(key)] = String(value['value']);
		}
		const identity = JSON.stringify([specifier, attributes]);
		let id = this.#requestIds.get(identity);
		if (id === undefined) {
			id = this.#result.requests.push({ specifier, attributes }) - 1;
			this.#requestIds.set(identity, id);
		}
		return id;
	}

	#import(node: Ast): void {
		const request = this.#request(node);
		for (const specifier of children(node, 'specifiers')) {
			const local = specifier && child(specifier, 'local');
			if (!local) continue;
			const imported = child(specifier, 'imported');
			const name =
				specifier.type === 'ImportNamespaceSpecifier' ? '*' : imported ? nameOf(imported) : 'default';
			this.#imports.set(nameOf(local), { request, name });
			if (name !== '*') this.#result.imported.push([name, request]);
		}
		this.#removeStatement(node);
	}

	/** Blanks out a whole statement; what stood before and behind it must not become one. */
	#removeStatement({ start, end }: Ast): void {
		this.#text.overwrite(start, end, `;${this.#source.slice(start, end).replace(/[^\n]/g, '')}`);
	}

	/** Blanks out, keeping line breaks. */
	#remove(start: number, end: number): void {
		const lines = this.#source.slice(start, end).replace(/[^\n]/g, '');
		if (lines) this.#text.overwrite(start, end, lines);
		else this.#text.remove(start, end);
	}

	#export(node: Ast): void {
		if (node.type === 'ExportAllDeclaration') {
			const request = this.#request(node);
			const exported = child(node, 'exported');
			if (exported) this.#result.indirect.push([nameOf(exported), request, '*']);
			else this.#result.stars.push(request);
			this.#removeStatement(node);
		} else if (node.type === 'ExportNamedDeclaration') this.#exportNamed(node);
		else if (node.type === 'ExportDefaultDeclaration') this.#exportDefault(node);
	}

	#exportNamed(node: Ast): void {
		const declaration = child(node, 'declaration');
		if (declaration) {
			for (const name of declaredNames(declaration)) this.#locals.push([name, name]);
			this.#remove(node.start, declaration.start);
			return;
		}
		const request = child(node, 'source') ? this.#request(node) : null;
		for (const specifier of children(node, 'specifiers')) {
			const [local, exported] = specifier ? [child(specifier, 'local'), child(specifier, 'exported')] : [];
			if (!local || !exported) continue;
			const imported = request === null ? this.#imports.get(nameOf(local)) : { request, name: nameOf(local) };
			if (imported) {
				this.#result.indirect.push([nameOf(exported), imported.request, imported.name]);
				if (request !== null) this.#result.imported.push([imported.name, request]);
			} else this.#locals.push([nameOf(exported), nameOf(local)]);
		}
		this.#removeStatement(node);
	}

	#exportDefault(node: Ast): void {
		const declaration = child(node, 'declaration');
		if (!declaration) return;
		const isDeclaration =
			declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
		const id = isDeclaration ? child(declaration, 'id') : null;
		this.#locals.push(['default', id ? nameOf(id) : DEFAULT]);
		if (id) this.#remove(node.start, declaration.start);
		else if (declaration.type === 'FunctionDeclaration') {
			// Stays a declaration: it is hoisted.
			this.#remove(node.start, declaration.start);
			const head = /^(async\s+)?function\s*\*?/.exec(this.#source.slice(declaration.start))?.[0] ?? '';
			this.#text.appendLeft(declaration.start + head.length, ` ${DEFAULT}`);
			this.#namesDefault = true;
		} else this.#exportDefaultValue(node, declaration);
	}

	/** An anonymous function or class gets the name "default", as the property of an object literal does. */
	#exportDefaultValue(node: Ast, value: Ast): void {
		const unnamed =
			['ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression', 'ClassDeclaration'].includes(
				value.type
			) && !child(value, 'id');
		const keyword = /^export\s+default/.exec(this.#source.slice(node.start))?.[0].length ?? 0;
		this.#text.overwrite(
			node.start,
			node.start + keyword,
			`const ${DEFAULT} = ${unnamed ? '{default: ' : ''}`
		);
		if (unnamed) this.#text.appendRight(value.end, '}.default');
	}

	#references(): void {
		const walker = new References({
			isImported: (name) => this.#imports.has(name),
			reference: (identifier, use) => this.#replace(identifier, use),
			importMeta: (node) => this.#text.overwrite(node.start, node.end, META ?? ''),
			dynamicImport: (node) => this.#text.overwrite(node.start, node.start + 'import'.length, IMPORT ?? ''),
			topLevelAwait: () => {
				this.#result.hasTopLevelAwait = true;
			},
			statementEnded: ({ end }) => {
				if (this.#source[end - 1] !== ';') this.#openEnd = end;
			}
		});
		walker.walkAll(this.#body);
	}

	/** What begins with a parenthesis would call the statement before it. */
	#closeStatementBefore(position: number): void {
		if (this.#openEnd < 0 || this.#openEnd > position) return;
		const between = this.#source.slice(this.#openEnd, position);
		if (BLANK.test(between)) this.#text.appendLeft(this.#openEnd, ';');
	}

	#replace(identifier: Ast, use: Use): void {
		const imported = this.#imports.get(nameOf(identifier));
		if (!imported) return;
		const { request, name } = imported;
		const access =
			name === '*'
				? `__esm_${request}`
				: isIdentifier(name)
					? `__esm_${request}.${name}`
					: `__esm_${request}[${JSON.stringify(name)}]`;
		if (use === 'shorthand') this.#text.appendLeft(identifier.end, `: ${access}`);
		else if (use === 'called' && name !== '*') {
			this.#closeStatementBefore(identifier.start);
			this.#text.overwrite(identifier.start, identifier.end, `(0,${access})`);
			this.#calls.push([identifier.start, identifier.end]);
		} else if (use === 'constructed') this.#text.overwrite(identifier.start, identifier.end, `(${access})`);
		else this.#text.overwrite(identifier.start, identifier.end, access);
	}
}

/** @throws acorn's SyntaxError, with `loc` */
export function transformModule(source: string, count: Count | null = null): TransformedModule {
	return new Transform(source).run(count);
}
