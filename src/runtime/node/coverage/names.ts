/** What V8 calls a function: its own name, the name of what it is bound to, or what it infers from where it stands. */
import { child, nameOf, type Ast } from '../esm/ast.ts';

/** The dotted text of a chain of names: "module.exports.run"; "" where it is none. */
function dotted(node: Ast | null): string {
	if (node?.type === 'Identifier') return nameOf(node);
	if (node?.type === 'ThisExpression') return '';
	if (node?.type !== 'MemberExpression') return '';
	const property = child(node, 'property');
	const object = dotted(child(node, 'object'));
	if (node['computed'] === true) return object && `${object}.<computed>`;
	if (property?.type !== 'Identifier') return '';
	return object ? `${object}.${nameOf(property)}` : nameOf(property);
}

function keyName(node: Ast): string {
	const key = child(node, 'key');
	if (!key || node['computed'] === true) return '';
	if (key.type === 'PrivateIdentifier') return `#${String(key['name'])}`;
	return key.type === 'Identifier' ? nameOf(key) : String(key['value']);
}

/** @param parent what the function is part of, parentheses left out */
export function functionName(node: Ast, parent: Ast | null): string {
	const own = child(node, 'id');
	if (own) return nameOf(own);
	if (!parent) return '';
	switch (parent.type) {
		case 'VariableDeclarator':
			return dotted(child(parent, 'id'));
		case 'AssignmentExpression':
			return dotted(child(parent, 'left'));
		case 'AssignmentPattern':
			return dotted(child(parent, 'left'));
		case 'ExportDefaultDeclaration':
			return 'default';
		case 'PropertyDefinition':
			return keyName(parent);
		case 'Property':
		case 'MethodDefinition': {
			const kind = String(parent['kind']);
			const name = keyName(parent);
			return kind === 'get' || kind === 'set' ? `${kind} ${name}` : name;
		}
		default:
			return '';
	}
}
