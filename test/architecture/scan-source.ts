/** Reads one source file's syntax: what it reaches for beside its arguments, and how long its parts are. */

import ts from 'typescript';

export const LIMITS = { fileLines: 250, functionLines: 50, parameters: 4 };

/** Calls and names that bring time, chance or settings in by a side door. */
const SIDE_DOORS = ['Date.now', 'Math.random', 'process.env', 'performance.now'];

/** Each use of a clock, of chance or of the environment, as `line: text`. */
export function findSideDoors(path: string, source: string): string[] {
  const file = parse(path, source);
  const found: string[] = [];
  visit(file, (node) => {
    if (isSideDoor(node)) found.push(`${path}:${lineOf(file, node.getStart(file))}: ${node.getText(file)}`);
  });
  return found;
}

/**
 * What is longer than it may be, or does not open by saying what it is for (a test file's name and its tests' names say
 * that already).
 */
export function findOversize(path: string, source: string): string[] {
  const file = parse(path, source);
  const found: string[] = [];
  const lines = lineOf(file, source.trimEnd().length);
  if (lines > LIMITS.fileLines) found.push(`${path}: ${lines} lines`);
  if (!/\.test\.ts$/.test(path) && !/^\/\*\*/.test(source)) found.push(`${path}: no sentence opens it`);
  visit(file, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return;
    const start = lineOf(file, node.getStart(file));
    const length = lineOf(file, node.getEnd()) - start + 1;
    if (length > LIMITS.functionLines && !isGivenTo(node, /^describe/))
      found.push(`${path}:${start}: a function of ${length} lines`);
    if (node.parameters.length > LIMITS.parameters && !isGivenTo(node, /^(it|describe)\.each/))
      found.push(`${path}:${start}: ${node.parameters.length} parameters`);
  });
  return found;
}

function isSideDoor(node: ts.Node): boolean {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date')
    return (node.arguments ?? []).length === 0;
  if (ts.isCallExpression(node)) return node.expression.getText() === 'Date';
  if (ts.isPropertyAccessExpression(node))
    return SIDE_DOORS.includes(`${node.expression.getText().replace(/^globalThis\./, '')}.${node.name.text}`);
  return false;
}

/** A callback of `describe` holds tests, as a file holds functions; one of `it.each` names the columns of its table. */
function isGivenTo(node: ts.Node, called: RegExp): boolean {
  return ts.isCallExpression(node.parent) && called.test(node.parent.expression.getText());
}

function parse(path: string, source: string): ts.SourceFile {
  return ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => visit(child, see));
}
