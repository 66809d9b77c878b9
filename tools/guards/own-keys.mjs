// A lint rule: never read, write or copy a record under a key that somebody else may have chosen, because every object
// has `constructor`, `toString` and `__proto__`. Read by `own(record, key)` of @stipple/event-store; store in a `Map`
// or by `{ ...record, [key]: value }`.
import ts from 'typescript';

const isChosen = (type) =>
  type.isUnion()
    ? type.types.some(isChosen)
    : (type.flags &
        (ts.TypeFlags.String |
          ts.TypeFlags.TemplateLiteral |
          ts.TypeFlags.Any |
          ts.TypeFlags.Unknown |
          ts.TypeFlags.StringMapping)) !==
        0 || (type.flags & ts.TypeFlags.Instantiable) !== 0;

/** Our rule `own-keys`. It needs types. */
export const ownKeys = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      asked: 'Look it up by own(record, key) or in a Map: a plain object also answers to names such as "constructor".',
      copied: 'Copy by { ...record }: Object.assign takes "__proto__" for the prototype.',
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const typeOf = (node) => {
      const type = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
      return checker.getBaseConstraintOfType(type) ?? type;
    };
    const isRecord = (type) =>
      type.isUnion()
        ? type.types.some(isRecord)
        : checker.getIndexInfoOfType(checker.getNonNullableType(type), ts.IndexKind.String) !== undefined;
    const report = (node, messageId) => context.report({ node, messageId });
    return {
      MemberExpression(node) {
        if (
          node.computed &&
          node.property.type !== 'Literal' &&
          isChosen(typeOf(node.property)) &&
          isRecord(typeOf(node.object))
        )
          report(node, 'asked');
      },
      BinaryExpression(node) {
        if (
          node.operator === 'in' &&
          node.left.type !== 'Literal' &&
          node.left.type !== 'PrivateIdentifier' &&
          isChosen(typeOf(node.left))
        )
          report(node, 'asked');
      },
      "CallExpression[callee.object.name='Object'][callee.property.name='assign']"(node) {
        if (
          node.arguments
            .slice(1)
            .some((source) => isRecord(typeOf(source.type === 'SpreadElement' ? source.argument : source)))
        )
          report(node, 'copied');
      },
    };
  },
};
