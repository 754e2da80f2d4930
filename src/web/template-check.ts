import Handlebars from 'handlebars'
import { hasMessage } from '../i18n/messages.ts'
import { isIcon } from './icons.ts'

type Call = hbs.AST.MustacheStatement | hbs.AST.SubExpression

/** What would otherwise surface only when a page is rendered: names that lead nowhere. */
export function templateFaults(
  trees: Map<string, hbs.AST.Program>,
  assetUrl: (name: string) => string,
  helpers: string[],
): string[] {
  return [...trees].flatMap(([name, tree]) => {
    const faults: string[] = []
    const say = (fault: string) => faults.push(`${name}: ${fault}`)
    const visitor = new Handlebars.Visitor()
    const { PartialStatement, PartialBlockStatement, MustacheStatement, SubExpression } = visitor
    const partial = (path: hbs.AST.PathExpression | hbs.AST.SubExpression) => {
      if (path.type !== 'PathExpression') return
      const { original } = path
      if (original !== '@partial-block' && !trees.has(original)) say(`no partial ${original}`)
    }
    const call = (node: Call) => {
      const fault = callFault(node, assetUrl, helpers)
      if (fault) say(fault)
    }
    visitor.PartialStatement = (node) => (partial(node.name), PartialStatement.call(visitor, node))
    visitor.PartialBlockStatement = (node) => (partial(node.name), PartialBlockStatement.call(visitor, node))
    visitor.MustacheStatement = (node) => (call(node), MustacheStatement.call(visitor, node))
    visitor.SubExpression = (node) => (call(node), SubExpression.call(visitor, node))
    visitor.accept(tree)
    return faults
  })
}

function callFault(node: Call, assetUrl: (name: string) => string, helpers: string[]): string | undefined {
  const helper = node.path.type === 'PathExpression' ? (node.path as hbs.AST.PathExpression).original : ''
  const [first] = node.params
  if (!first && helpers.includes(helper))
    return `{{${helper}}} is a helper; write {{this.${helper}}} for the value`
  if (first?.type !== 'StringLiteral') return undefined
  const { value } = first as hbs.AST.StringLiteral
  if (helper === 't' && !hasMessage(value)) return `no message ${value}`
  if (helper === 'icon' && !isIcon(value)) return `no icon ${value}`
  if (helper === 'asset' && !knows(assetUrl, value)) return `no asset ${value}`
  return undefined
}

function knows(assetUrl: (name: string) => string, name: string): boolean {
  try {
    return assetUrl(name) !== ''
  } catch {
    return false
  }
}
