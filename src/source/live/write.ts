import { isDeepStrictEqual } from 'node:util';
import { CannotRunError, ServerError } from '../../model/errors.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { ApiClient } from './api-client.ts';
import { completeObject } from './complete-object.ts';
import { objectPath, withQuery } from './resource-path.ts';

/** Which object is written. */
export interface WriteTarget {
  readonly type: ResourceType;
  readonly namespace?: string | undefined;
  readonly name: string;
  /** Let the server check everything and keep nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What an apply did. */
export interface ApplyResult {
  readonly outcome: 'created' | 'configured' | 'unchanged';
  /** The object as the server holds it now (with `dryRun`: would hold it). */
  readonly object: KubernetesObject;
}

/** Changes objects of a live cluster; used by the verbs that say so only. */
export class Writer {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Server-side apply. `unchanged` means that nothing but the book-keeping of owners differs.
   * @param options.fieldManager under which name the fields are owned.
   * @param options.force takes fields over from other managers.
   * @throws ServerError 409 Conflict with one cause a field (`details.causes`) when others own them.
   */
  async applyObject(
    target: WriteTarget,
    object: unknown,
    options: { readonly fieldManager: string; readonly force?: boolean | undefined },
  ): Promise<ApplyResult> {
    const { type, namespace, name, dryRun } = target;
    const before = await this.#find(target);
    const path = withQuery(objectPath(type, namespace, name), {
      dryRun: dryRun === true ? 'All' : undefined,
      fieldManager: options.fieldManager,
      fieldValidation: 'Strict',
      force: options.force === true ? 'true' : undefined,
    });
    const { status, value } = await this.#client.read({
      method: 'PATCH',
      path,
      accept: 'application/json',
      // YAML in name only: every JSON document is YAML.
      body: { text: JSON.stringify(object), contentType: 'application/apply-patch+yaml' },
      subject: { verb: 'patch', resource: qualifiedName(type), name },
    });
    const after = completeObject(value, type);
    if (after === undefined) {
      throw new CannotRunError(
        `error: the server's response for ${qualifiedName(type)} "${name}" does not contain the object`,
      );
    }
    if (before === undefined || status === 201) return { outcome: 'created', object: after };
    return { outcome: haveSameContent(before, after) ? 'unchanged' : 'configured', object: after };
  }

  /**
   * Deletes an object; what it owns goes in the background, as kubectl's default is.
   * @returns the uid of what was deleted, where the server tells it: a new object of that name has another.
   * @throws ServerError 404 NotFound when it is not there.
   */
  async deleteObject({ type, namespace, name, dryRun }: WriteTarget): Promise<string | undefined> {
    // A server that finds options in the body reads none from the query.
    const options = { propagationPolicy: 'Background', ...(dryRun === true ? { dryRun: ['All'] } : {}) };
    const { value } = await this.#client.read({
      method: 'DELETE',
      path: objectPath(type, namespace, name),
      accept: 'application/json',
      body: { text: JSON.stringify(options), contentType: 'application/json' },
      subject: { verb: 'delete', resource: qualifiedName(type), name },
    });
    // The object itself while it waits for its finalizers, else a Status about it.
    const isStatus = readPath(value, 'kind') === 'Status' && readPath(value, 'apiVersion') === 'v1';
    return readString(isStatus ? readPath(value, 'details', 'uid') : readPath(value, 'metadata', 'uid'));
  }

  async #find({ type, namespace, name }: WriteTarget): Promise<KubernetesObject | undefined> {
    try {
      const { value } = await this.#client.read({
        path: objectPath(type, namespace, name),
        accept: 'application/json',
        subject: { verb: 'get', resource: qualifiedName(type), name },
      });
      return completeObject(value, type);
    } catch (error) {
      if (error instanceof ServerError && error.code === 404) return undefined;
      throw error;
    }
  }
}

function haveSameContent(before: KubernetesObject, after: KubernetesObject): boolean {
  return isDeepStrictEqual(withoutBookkeeping(before), withoutBookkeeping(after));
}

function withoutBookkeeping(object: KubernetesObject): unknown {
  const { managedFields, resourceVersion, generation, ...metadata } = object.metadata;
  void managedFields;
  void resourceVersion;
  void generation;
  return { ...object, metadata };
}
