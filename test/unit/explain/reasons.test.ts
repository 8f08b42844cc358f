import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { commands } from '../../../commands/index.ts';
import { explain } from '../../../src/answers/explain.ts';
import { CONDITION_GUIDES } from '../../../src/gateway-api/reasons/index.ts';
import { root } from '../../golden/harness.ts';

/**
 * Every reason that the Go types of the API define, of v1.0.0 to v1.7.0 (apis/v1, apisx/v1alpha1), by the prefix of its constant:
 * `RouteReasonNoMatchingParent` …
 */
const DEFINED: readonly (readonly [kind: string, reasons: string])[] = [
  ['GatewayClass', 'Accepted InvalidParameters Pending SupportedVersion Unsupported UnsupportedVersion Waiting'],
  [
    'Gateway',
    'Accepted AddressNotAssigned AddressNotUsable AddressesAssigned NotAssigned PartiallyAssigned ConfigurationChanged Invalid InvalidClientCertificateRef InvalidParameters ListenerSetsAttached ListenerSetsNotAllowed ListenersNotReady ListenersNotResolved ListenersNotValid NoListenerSetsAttached NoResources NotReconciled Pending Programmed Ready RefNotPermitted ResolvedRefs Scheduled UnsupportedAddress',
  ],
  [
    'listener',
    'Accepted Attached HostnameConflict Invalid InvalidCACertificateKind InvalidCACertificateRef InvalidCertificateRef InvalidRouteKinds NoConflicts NoValidCACertificate OverlappingCertificates OverlappingHostnames Pending PortUnavailable Programmed ProtocolConflict Ready RefNotPermitted ResolvedRefs UnsupportedProtocol UnsupportedValue InvalidListenerFilter InvalidListenerFilterOrder InvalidListenerFilterRef',
  ],
  [
    'ListenerSet listener',
    'Accepted HostnameConflict Invalid InvalidCertificateRef InvalidRouteKinds ListenerConflict Pending PortUnavailable Programmed ProtocolConflict Ready RefNotPermitted ResolvedRefs TooManyListeners UnsupportedProtocol',
  ],
  ['ListenerSet', 'Accepted Invalid ListenersNotValid NotAllowed ParentNotAccepted Pending Programmed'],
  [
    'HTTPRoute',
    'Accepted BackendNotFound IncompatibleFilters InvalidKind NoMatchingListenerHostname NoMatchingParent NotAllowedByListeners Pending RefNotPermitted ResolvedRefs UnsupportedProtocol UnsupportedValue Conflicted',
  ],
  [
    'BackendTLSPolicy',
    'Accepted Conflicted Invalid TargetNotFound InvalidCACertificateRef InvalidKind NoValidCACertificate ResolvedRefs',
  ],
  ['XTelemetryPolicy', 'Accepted BackendNotFound InvalidKind RefNotPermitted ResolvedRefs'],
  ['XBackend', 'Accepted'],
  ['XMesh', 'Accepted InvalidParameters Pending'],
];

suite('every reason of the API is explained', () => {
  for (const [kind, reasons] of DEFINED) {
    test(`of ${kind}`, () => {
      const explained = CONDITION_GUIDES.filter(({ on }) => on.includes(kind)).flatMap((one) => one.reasons);
      const known = new Set(explained.map(({ reason }) => reason));
      for (const reason of reasons.split(' ')) assert.ok(known.has(reason), reason);
    });
  }

  test('and every one that the engine computes', async () => {
    const computed = await computedReasons();
    assert.ok(computed.size > 35, [...computed].join(' '));
    for (const reason of computed) {
      const { document } = explain([reason], []);
      assert.notDeepEqual([document.reasons, document.conditions], [[], []], reason);
    }
  });
});

/** The reasons that the source of the engine names where it makes a condition, a failure, or a word of its own. */
async function computedReasons(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const folder of ['src/graph', 'src/analysis', 'src/policy']) {
    for (const file of await readdir(join(root, folder), { recursive: true })) {
      // Rules have codes; their examples hold manifests.
      if (!file.endsWith('.ts') || file.startsWith('rules')) continue;
      const text = await readFile(join(root, folder, file), 'utf8');
      for (const pattern of MADE) for (const [, reason = ''] of text.matchAll(pattern)) found.add(reason);
    }
  }
  const verdicts = await readFile(join(root, 'src/analysis/verdict.ts'), 'utf8');
  for (const [, word = ''] of verdicts.matchAll(/(?:return|\?|:) '([A-Z][a-z]\w+)'/g)) found.add(word);
  return found;
}

const MADE = [
  /(?:isTrue|isFalse|combineConditions)\(\s*'([A-Z]\w+)'/g,
  /\breason: (?:\w+ \? )?'([A-Z]\w+)'/g,
  /\breason(?:: \w+)? = [^;]*'([A-Z]\w+)'/g,
  /\bfailed\(\s*'\w+',\s*'([A-Z]\w+)'/g,
  /\b(?:NOT_FOUND|REASON) = '([A-Z]\w+)'/g,
];

suite('every explanation', () => {
  const reasons = CONDITION_GUIDES.flatMap((condition) => condition.reasons.map((reason) => ({ condition, reason })));

  test('stands once for each kind, condition and reason', () => {
    const keys = reasons.flatMap(({ condition, reason }) =>
      condition.on.map((kind) => `${kind} ${condition.type} ${reason.reason}`),
    );
    assert.equal(new Set(keys).size, keys.length);
  });

  test('of what is not as it should be says why, and what to do', () => {
    for (const { condition, reason } of reasons) {
      const isWell = reason.statuses.every((status) => status === condition.healthy) || reason.state === 'deprecated';
      if (!isWell)
        assert.ok(reason.why !== undefined && reason.fix !== undefined, `${condition.type} ${reason.reason}`);
    }
  });

  test('is made of sentences', () => {
    for (const { condition, reason } of reasons) {
      for (const text of [condition.means, reason.means, reason.why, reason.fix]) {
        if (text !== undefined) assert.match(text, /^\S.*\S\.$/, `${condition.type} ${reason.reason}`);
      }
    }
  });

  test('names commands that there are', () => {
    for (const { reason } of reasons) {
      for (const line of reason.see ?? []) {
        const words = line.split(' ');
        const command = commands.find(({ name }) => name === words[0]);
        assert.doesNotThrow(() => command?.read(words), line);
        assert.ok(command !== undefined, line);
        if (command.name === 'explain') assert.deepEqual(explain(words.slice(1), []).unknown, [], line);
      }
    }
  });
});

suite('words', () => {
  for (const [word, conditions, found] of [
    ['nomatchingparent', [], ['Accepted NoMatchingParent']],
    ['Gateway.Programmed', ['Programmed'], []],
    ['gtw.programmed', ['Programmed'], []],
    ['gateways.Programmed.Pending', [], ['Programmed Pending']],
    ['httproutes.pending', [], ['Accepted Pending']],
    ['listener.ListenerConflict', [], ['Conflicted ListenerConflict']],
    ['listenerset-listener.TooManyListeners', [], ['Accepted TooManyListeners']],
    ['PartiallyInvalid.UnsupportedValue', [], ['PartiallyInvalid UnsupportedValue']],
    ['grpcroute', ['Accepted', 'ResolvedRefs', 'PartiallyInvalid'], []],
    // A condition of listeners, and a reason of others.
    ['Conflicted', ['Conflicted'], ['Accepted Conflicted', 'Accepted Conflicted']],
  ] as const) {
    test(word, () => {
      const { document, unknown } = explain([word], []);
      assert.deepEqual(unknown, []);
      assert.deepEqual(
        document.conditions.map(({ type }) => type),
        conditions,
      );
      assert.deepEqual(
        document.reasons.map(({ condition, reason }) => `${condition} ${reason}`),
        found,
      );
    });
  }

  for (const word of [
    '',
    '.',
    'Gateway.',
    'Gateway.Programmed.Pending.x',
    '__proto__',
    'constructor.Accepted',
    'Secret',
    'NotAReason',
  ]) {
    test(`nothing is known of ${JSON.stringify(word)}`, () => {
      const { document, unknown } = explain([word], []);
      assert.deepEqual([document.conditions, document.reasons], [[], []]);
      assert.equal(unknown[0]?.word, word);
    });
  }

  test('that are misspelled are recognized', () => {
    assert.equal(near('NoMatchingParrent'), 'NoMatchingParent');
    assert.equal(near('gateway.Programed'), 'Gateway.Programmed');
  });

  test('may be the code or name of a rule', () => {
    const rule = {
      code: 'GW2003',
      name: 'backend-port',
      severity: 'error',
      what: 'w',
      why: 'y',
      fix: 'f',
      docs: 'd',
    } as const;
    for (const word of ['gw2003', 'backend-port']) assert.deepEqual(explain([word], [rule]).document.rules, [rule]);
    assert.equal(explain(['GW2004'], [rule]).unknown[0]?.near, 'GW2003');
  });
});

function near(word: string): string | undefined {
  return explain([word], []).unknown[0]?.near;
}
