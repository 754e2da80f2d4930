import { mayPublish, gate, type GateTask } from './gate.ts'
import { workingDivisions } from './published.ts'
import type { ServiceDefinition } from './service.ts'
import type { Catalogue } from './store.ts'

/** `version` is the number now in force; without it the gate refused and `tasks` say why. */
export type PublishOutcome = { version?: number; tasks: GateTask[] }

export type PublishRequest = { document: unknown; by: string; note: string; now: () => Date }

/**
 * Puts a definition in force when the publish gate lets it pass: with its id, as the next version of that
 * service, or as a new service. Conflict if somebody published it meanwhile.
 */
export async function publish(catalogue: Catalogue, request: PublishRequest): Promise<PublishOutcome> {
  const divisions = workingDivisions(await catalogue.divisions()).map((division) => division.id)
  const earlier = (await catalogue.versions(idOf(request.document))).map((version) => version.definition)
  const tasks = gate(request.document, { divisions, earlier })
  if (!mayPublish(tasks)) return { tasks }
  const definition = request.document as ServiceDefinition
  const version = await catalogue.publish({
    definition,
    division: divisionOf(definition),
    by: request.by,
    note: request.note,
    at: request.now().toISOString(),
  })
  return { version, tasks }
}

/** The division a service is listed under: where its requests go when no other rule applies. */
function divisionOf({ route }: ServiceDefinition): string {
  return route.at(-1)?.to ?? ''
}

function idOf(document: unknown): string {
  const isNamed = typeof document === 'object' && document !== null && 'id' in document
  return isNamed && typeof document.id === 'string' ? document.id : ''
}
