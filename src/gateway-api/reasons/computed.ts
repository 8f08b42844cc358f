import type { ConditionGuide } from './condition-guide.ts';

/** What gwctl itself writes where it works conditions out, and no controller would write. */
export const COMPUTED_CONDITIONS: readonly ConditionGuide[] = [
  {
    type: 'computed',
    on: ['any object'],
    means: 'A status that gwctl works out from the specification, to compare it with what the controller reports.',
    healthy: 'True',
    reasons: [
      {
        reason: 'NotEvaluated',
        statuses: ['Unknown'],
        means: 'gwctl could not determine the condition. It never means that something is wrong.',
        why: 'A kind could not be read, is not among the files, or the specification leaves the outcome to the implementation.',
        fix: 'Give gwctl the right to read what it names, add the missing files, or rely on what the controller reports.',
        see: ['check', 'describe TYPE NAME'],
      },
      {
        reason: 'ParentNotFound',
        statuses: ['False'],
        means:
          'The parent that a route or ListenerSet names does not exist. No controller writes a status for it, by design.',
        why: 'The name or namespace in the parentRef is misspelled, or the Gateway was deleted.',
        fix: 'Correct the parentRef, or create the Gateway.',
        see: ['describe httproute NAME', 'get gateways -A'],
      },
      {
        reason: 'InvalidBackendTLS',
        statuses: ['False'],
        means:
          'A BackendTLSPolicy makes every connection to a backend fail. The API has no reason for it; controllers report others, or none.',
        why: 'The policy is not accepted: its certificate authorities are not usable, or it is wrong.',
        fix: 'Mend the BackendTLSPolicy, or remove it.',
        see: ['describe backendtlspolicy NAME'],
      },
    ],
  },
  {
    type: 'shown',
    on: ['any object'],
    means: 'What gwctl shows in place of a reason where the API has none.',
    healthy: 'True',
    reasons: [
      {
        reason: 'Stale',
        statuses: ['Unknown'],
        means: 'The controller has reported on an older generation of the object: what it says may no longer hold.',
        why: 'The controller is slow, has stopped, or no longer looks after the object.',
        fix: 'Wait a moment. If it stays, see that the controller runs.',
        see: ['describe TYPE NAME'],
      },
      {
        reason: 'NotReported',
        statuses: ['Unknown'],
        means: 'No controller has reported on the object.',
        why: 'The controller is not running, does not support the kind, or does not watch the namespace.',
        fix: 'See that the class of the Gateway is accepted, and its controller runs.',
        see: ['check'],
      },
      {
        reason: 'ParentNotReady',
        statuses: ['False'],
        means: 'The object is fine and waits for its Gateway.',
        why: 'The Gateway is not accepted or not programmed.',
        fix: 'Mend the Gateway.',
        see: ['describe gateway NAME'],
      },
      {
        reason: 'ListenerNotReady',
        statuses: ['False'],
        means: 'The object is fine and waits for a listener.',
        why: 'The listener is not accepted, conflicts with another one, or is not programmed.',
        fix: 'Mend the listener.',
        see: ['get listeners'],
      },
      {
        reason: 'HostnamesTaken',
        statuses: ['True'],
        means: 'Other routes or listeners answer for hostnames of the route.',
        why: 'Of several that claim a hostname on one listener, another one goes first.',
        fix: 'Give the route hostnames of its own.',
        see: ['table'],
      },
      {
        reason: 'HostnamesIgnored',
        statuses: ['True'],
        means: 'Some hostnames of the route do not fit any listener that it is attached to, and are not served there.',
        why: 'The listeners name other hostnames.',
        fix: 'Add a listener for them, or remove them from the route.',
        see: ['describe httproute NAME'],
      },
      {
        reason: 'ListenerTaken',
        statuses: ['True'],
        means: 'An older TCPRoute or UDPRoute of the listener gets all connections.',
        why: 'A listener without hostnames serves one route; the oldest wins, then the first by namespace and name.',
        fix: 'Use another listener, or remove the other route.',
        see: ['get tcproutes -A'],
      },
      {
        reason: 'ProtocolMismatch',
        statuses: ['True'],
        means: 'A Service has the port, and not for the protocol that the route sends.',
        why: 'The port of the Service is TCP where the route is UDP, or the other way round.',
        fix: 'Correct protocol in the Service, or the port in backendRefs.',
        see: ['describe service NAME'],
      },
      {
        reason: 'CoreGroup',
        statuses: ['True'],
        means: 'A reference names the group "core", where the API wants the empty group.',
        why: 'Some tools accept "core" for the group of Services and Secrets.',
        fix: 'Write group: "", or leave it out.',
        see: ['describe TYPE NAME'],
      },
    ],
  },
];
