import { readBoolean, readPath } from '../../model/read.ts';
import type { PermissionQuery } from '../../model/source.ts';
import type { ApiClient } from './api-client.ts';

/** Asks the server whether it would let whoever asks do something, as `kubectl auth can-i` does. @throws ServerError */
export async function reviewAccess(client: ApiClient, { verb, type, namespace }: PermissionQuery): Promise<boolean> {
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: {
        verb,
        group: type.group,
        version: type.version,
        resource: type.plural,
        ...(type.namespaced && namespace !== undefined && { namespace }),
      },
    },
  };
  const { value } = await client.read({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    accept: 'application/json',
    body: { text: JSON.stringify(review), contentType: 'application/json' },
    subject: { verb: 'create', resource: 'selfsubjectaccessreviews.authorization.k8s.io' },
  });
  return readBoolean(readPath(value, 'status', 'allowed')) === true;
}
