import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import Handlebars from 'handlebars'
import type { Lang } from '../i18n/text.ts'
import { makeHelpers } from './helpers.ts'
import { templateFaults } from './template-check.ts'

export type PageData = Record<string, unknown>

/** `render` throws on an unknown template and on a value the template needs and was not given. */
export type View = {
  render: (template: string, page: PageData, lang: Lang) => string
  templates: string[]
}

type Compilers = {
  Compiler: new () => { compile: (tree: hbs.AST.Program, options: CompileOptions) => unknown }
  JavaScriptCompiler: new () => {
    compile: (
      program: unknown,
      options: CompileOptions,
      context: undefined,
      asObject: true,
    ) => TemplateSpecification
  }
}

/**
 * Compiles every template under a folder. Throws with all faults named: unknown partials, messages,
 * icons, assets and helpers. `assetUrl` gives the address of an asset and throws on an unknown name.
 */
export function makeView(folder: string, assetUrl: (name: string) => string): View {
  const engine = Handlebars.create()
  const helpers = makeHelpers(engine, assetUrl)
  engine.registerHelper(helpers)
  const options: CompileOptions = {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
    // Without it helpers could not ask for the language of the page.
    data: true,
    preventIndent: true,
  }
  const trees = new Map(
    templateFiles(folder).map((file) => {
      const name = nameOf(folder, file)
      return [name, named(name, () => engine.parse(readFileSync(file, 'utf8')))]
    }),
  )
  const faults = templateFaults(trees, assetUrl, Object.keys(helpers))
  if (faults.length > 0) throw new Error(`templates: ${faults.join('; ')}`)
  for (const [name, tree] of trees) engine.registerPartial(name, compileNow(engine, name, tree, options))

  return {
    templates: [...trees.keys()],
    render(template, page, lang) {
      const compiled = engine.partials[template] as Handlebars.TemplateDelegate | undefined
      if (!compiled) throw new Error(`no template named ${template}`)
      return compiled({ ...page, lang })
    },
  }
}

/** `Handlebars.compile` waits for the first page before it compiles; a fault must show at start instead. */
function compileNow(
  engine: typeof Handlebars,
  name: string,
  tree: hbs.AST.Program,
  options: CompileOptions,
): Handlebars.TemplateDelegate {
  const { Compiler, JavaScriptCompiler } = engine as unknown as Compilers
  return named(name, () => {
    const program = new Compiler().compile(tree, options)
    return engine.template(new JavaScriptCompiler().compile(program, options, undefined, true))
  })
}

function named<T>(template: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new Error(`template ${template} does not compile: ${String(error)}`, { cause: error })
  }
}

function templateFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const nameOf = (folder: string, file: string): string =>
  relative(folder, file).replaceAll('\\', '/').slice(0, -'.hbs'.length)
