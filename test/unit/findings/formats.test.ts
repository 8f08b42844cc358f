import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import type { Log } from 'sarif';
import type { AnalysisReport } from '../../../src/documents/analysis-report.ts';
import { isRecord } from '../../../src/model/read.ts';
import { formatFindingsJunit } from '../../../src/print/findings/finding-junit.ts';
import { formatFindingsMarkdown } from '../../../src/print/findings/finding-markdown.ts';
import { formatGithub } from '../../../src/print/findings/github.ts';
import { formatGitlab } from '../../../src/print/findings/gitlab.ts';
import { formatSarif } from '../../../src/print/findings/sarif.ts';
import { repositoryPath } from '../../../src/print/findings/finding-subject.ts';
import { escapeControl, escapeLines } from '../../../src/text/escape.ts';
import { validateJunit } from '../../support/validate-junit.ts';
import { finding, FULL, HOSTILE, reportOf, RULE, strangeFinding } from './reports.ts';
import { sarifSchema } from './sarif-schema.ts';
import { readWorkflowCommands } from './workflow-commands.ts';

const EMPTY = reportOf([]);
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;
const SIGNS = '%:,=|<>&"`*[](){}\\@#\n\r\t\u0000\u202e\ud800a0.-/'.split('');
/** Any text of a stranger: the hostile ones among them. */
const strange = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...SIGNS) }));
const RUNS = { numRuns: 60 };

function errorsFail(report: AnalysisReport): string {
  return formatFindingsJunit(report, (severity) => severity === 'error');
}

function sarif(report: AnalysisReport): Log {
  const log: Log = JSON.parse(formatSarif(report, [RULE], '1.2.3'));
  return log;
}

suite('SARIF 2.1.0, as its schema wants it', () => {
  let validate: ValidateFunction;
  before(async () => {
    validate = await sarifSchema();
  });

  for (const [name, report] of [
    ['everything', FULL],
    ['nothing', EMPTY],
  ] as const) {
    test(`is valid with ${name}`, () => {
      validate(sarif(report));
      assert.deepEqual(validate.errors ?? [], []);
    });
  }

  test('is refused where it is broken', () => {
    const broken: unknown = JSON.parse(formatSarif(FULL, [RULE], '1').replace('"level": "error"', '"level": "fatal"'));
    assert.equal(validate(broken), false);
  });

  test('is valid whatever strangers write', () => {
    fc.assert(
      fc.property(strange, (text) => {
        const log = sarif(reportOf([strangeFinding(text)]));
        assert.ok(validate(log), JSON.stringify(validate.errors));
        const uri = log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
        assert.ok(URL.canParse(uri, 'file:///src/'), uri);
      }),
      RUNS,
    );
  });

  test('names the rule by its index, the file from the root, the object and the fingerprint', () => {
    const run = sarif(FULL).runs[0];
    const rules = run?.tool.driver.rules ?? [];
    for (const result of run?.results ?? []) assert.equal(rules[result.ruleIndex ?? -1]?.id, result.ruleId);
    assert.equal(rules[0]?.helpUri, 'https://gwctl.dev/rules/GW2003');
    assert.match(rules[0]?.fullDescription?.text ?? '', /does not have\. The requests of the rule/);
    assert.equal(rules.find(({ id }) => id === 'GW6001')?.helpUri, undefined);
    const [first, , , warning, fromInput] = run?.results ?? [];
    assert.deepEqual(first?.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'manifests/shop/cart.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 17 },
        },
        logicalLocations: [
          {
            name: 'cart',
            fullyQualifiedName: 'HTTPRoute.gateway.networking.k8s.io/shop/cart:spec.rules[0].backendRefs[0].port',
            kind: 'property',
          },
        ],
      },
    ]);
    assert.deepEqual(first.partialFingerprints, { 'gwctl/v1': 'f1' });
    assert.equal(first.message.text, 'HTTPRoute shop/cart: Service cart has no port 80\nfix: use port 8080');
    assert.deepEqual([first.level, warning?.level, fromInput?.level], ['error', 'warning', 'note']);
    // Of a cluster and of standard input there is no file.
    for (const one of [warning, fromInput]) assert.equal(one?.locations?.[0]?.physicalLocation, undefined);
  });

  test('marks what is suppressed, and says what was not asked', () => {
    const run = sarif(FULL).runs[0];
    const kinds = run?.results?.flatMap(({ suppressions = [] }) => suppressions.map(({ kind }) => kind));
    assert.deepEqual(kinds, ['inSource', 'external']);
    const notes = run?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text ?? '') ?? [];
    assert.match(notes[0] ?? '', /^cannot read secrets in namespace shop: /);
    assert.equal(notes[1], 'GW7001 secrets was skipped: secrets could not be read');
  });

  test('holds no link and no place for an argument', () => {
    for (const { message } of sarif(FULL).runs[0]?.results ?? []) {
      assert.doesNotMatch(message.text ?? '', /\]\(|(?<!\{)\{0\}/);
    }
  });

  for (const [file, uri, base] of [
    ['./a b/c%.yaml', 'a%20b/c%25.yaml', '%SRCROOT%'],
    ['a:b/c.yaml', 'a%3Ab/c.yaml', '%SRCROOT%'],
    ['../x.yaml', '../x.yaml', '%SRCROOT%'],
    ['/srv/x y.yaml', 'file:///srv/x%20y.yaml', undefined],
    [String.raw`C:\m\x.yaml`, 'file:///C:/m/x.yaml', undefined],
    ['https://example.com/x.yaml', 'https://example.com/x.yaml', undefined],
  ] as const) {
    test(`calls the file ${file} ${uri}`, () => {
      const [result] = sarif(reportOf([finding({ origin: { file, line: 0 } })])).runs[0]?.results ?? [];
      const place = result?.locations?.[0]?.physicalLocation;
      assert.deepEqual([place?.artifactLocation?.uri, place?.artifactLocation?.uriBaseId], [uri, base]);
      assert.equal(place?.region?.startLine, 1);
    });
  }
});

suite('JUnit XML, as xmllint reads it', () => {
  for (const [name, report] of [
    ['everything', FULL],
    ['nothing', EMPTY],
  ] as const) {
    test(`is valid with ${name}`, async () => {
      const { errors } = await validateJunit(errorsFail(report));
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
    });
  }

  test('is valid whatever strangers write', async () => {
    // One run of xmllint for all: it starts a program.
    const texts = fc.sample(strange, 300);
    const { errors } = await validateJunit(errorsFail(reportOf(texts.map((text) => strangeFinding(text)))));
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
  });

  test('fails for what makes the run fail, and only says the rest', () => {
    const xml = errorsFail(FULL);
    assert.match(xml, /<testsuites tests="6" failures="3" errors="0">/);
    assert.match(
      xml,
      /<testcase name="HTTPRoute shop\/cart spec.rules\[0\].backendRefs\[0\].port" classname="GW2003" file="manifests\/shop\/cart.yaml" line="17">/,
    );
    assert.match(xml, /<system-out>warning: HTTPRoute shop\/cart: Service cart has no port 80\n/);
    assert.match(xml, /<testsuite name="skipped rules" tests="1" failures="0" errors="0" skipped="1">/);
    assert.match(errorsFail(EMPTY), /<testcase name="12 objects examined" classname="gwctl.analyze"\/>/);
  });
});

suite('annotations, as the runner of GitHub Actions reads them', () => {
  test('have file, line and title, and every line of the text', () => {
    const [first] = readWorkflowCommands(formatGithub(reportOf([finding()])).commands);
    assert.deepEqual(first, {
      name: 'error',
      properties: { file: 'manifests/shop/cart.yaml', line: '17', title: 'GW2003 backend-port' },
      data:
        'HTTPRoute shop/cart: spec.rules[0].backendRefs[0].port: Service cart has no port 80\n' +
        'fix: use port 8080\nhttps://gwctl.dev/rules/GW2003',
    });
  });

  test('are ten of each level, the errors first; the summary has all', () => {
    const many = (['info', 'warning', 'error'] as const).flatMap((severity) =>
      Array.from({ length: 12 }, (_, index) => finding({ severity, message: `${severity} ${index}.` })),
    );
    const { commands, summary, left } = formatGithub(reportOf(many));
    const names = readWorkflowCommands(commands).map(({ name }) => name);
    assert.deepEqual(
      names,
      ['error', 'warning', 'notice'].flatMap((name) => Array.from({ length: 10 }, () => name)),
    );
    assert.equal(left, 6);
    assert.equal(summary.match(/error \d+\./g)?.length, 12);
  });

  test('leave a summary that GitHub takes: at most 1 MiB', () => {
    const many = Array.from({ length: 9000 }, (_, index) => finding({ message: `${index} ⚠️` }));
    const suppressed = many.map((one) => ({ finding: one, by: 'known.json' }));
    const { summary } = formatGithub(reportOf(many, { suppressed }));
    assert.ok(Buffer.byteLength(summary) < 1024 * 1024);
    assert.match(summary, /\n\n\d+ more do not fit here\.\n/);
    assert.match(summary, /<summary>9000 suppressed<\/summary>\n\n\n9000 more do not fit here\.\n\n<\/details>\n$/);
  });

  test('are one command a finding whatever strangers write', () => {
    fc.assert(
      fc.property(strange, (text) => {
        const { commands } = formatGithub(reportOf([strangeFinding(text)]));
        const [command, ...more] = readWorkflowCommands(commands);
        assert.equal(more.length, 0);
        assert.equal(commands.split('\n').length, 2);
        assert.equal(command?.properties['line'], text === 'stdin' ? undefined : '3');
        assert.equal(command?.properties['file'], text === 'stdin' ? undefined : escapeControl(repositoryPath(text)));
        assert.ok(command?.data.includes(escapeControl(text)));
      }),
      RUNS,
    );
  });
});

suite("GitLab's code quality", () => {
  const validate = new Ajv({ strict: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      additionalProperties: false,
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 1 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          additionalProperties: false,
          properties: {
            path: { type: 'string', pattern: String.raw`^(?!\./)` },
            lines: {
              type: 'object',
              required: ['begin'],
              additionalProperties: false,
              properties: { begin: { type: 'integer', minimum: 1 } },
            },
          },
        },
      },
    },
  });

  test('is a list of issues with fingerprints of their own', () => {
    const issues: unknown = JSON.parse(formatGitlab(FULL));
    assert.ok(validate(issues), JSON.stringify(validate.errors));
    assert.ok(Array.isArray(issues));
    const prints = issues.map((issue: unknown) => (isRecord(issue) ? issue['fingerprint'] : undefined));
    assert.equal(new Set(prints).size, FULL.findings.length);
    assert.deepEqual(prints.slice(0, 2), ['f1', 'f1-2']);
    const clash = formatGitlab(reportOf(['f-2', 'f', 'f'].map((fingerprint) => finding({ fingerprint }))));
    assert.deepEqual(clash.match(/(?<="fingerprint": ")[^"]*/g), ['f-2', 'f', 'f-3']);
    assert.equal(formatGitlab(EMPTY), '[]\n');
  });

  test('calls an object of a cluster by a path of its own', () => {
    assert.match(formatGitlab(reportOf([finding({ origin: undefined })])), /"path": "cluster\/shop\/httproute\/cart"/);
  });

  test('is valid whatever strangers write', () => {
    fc.assert(
      fc.property(strange, (text) => {
        const issues: unknown = JSON.parse(formatGitlab(reportOf([strangeFinding(text)])));
        assert.ok(validate(issues), JSON.stringify(validate.errors));
      }),
      RUNS,
    );
  });
});

suite('Markdown', () => {
  test('has a row a finding, and what is beside them', () => {
    assert.equal(
      formatFindingsMarkdown(reportOf([finding()], FULL.gaps.length > 0 ? { unusedSuppressions: ['GW1001=*'] } : {})),
      `### gwctl analyze: 1 error

12 objects examined.

| | Rule | Object | Finding |
|---|---|---|---|
| ❌ error | [GW2003](<https://gwctl.dev/rules/GW2003>) backend-port | HTTPRoute shop/cart<br>spec.rules\\[0\\].backendRefs\\[0\\].port<br>manifests/shop/cart.yaml:17 | Service cart has no port 80<br>fix: use port 8080<br>see also: Service shop/cart |

<details><summary>1 unused suppressions</summary>

- GW1001=\\*

</details>
`,
    );
    assert.equal(formatFindingsMarkdown(EMPTY), '### gwctl analyze: nothing found\n\n12 objects examined.\n');
  });

  test('keeps every row in its line and its cells, whatever strangers write', () => {
    fc.assert(
      fc.property(strange, (text) => {
        const [, , , , , , row = '', ...after] = formatFindingsMarkdown(reportOf([strangeFinding(text)])).split('\n');
        assert.deepEqual(after, ['']);
        // A cell ends at a bar that no backslash stands before.
        assert.equal(row.replaceAll(/\\./g, '').split('|').length, 6);
        const rest = row.replaceAll(/\\./g, ' ').replaceAll(/<br>|@<!-- -->|\(<https:[^>]*>\)/g, ' ');
        assert.doesNotMatch(rest, /[<>`*_#&~]|(?<!\w)@\w/);
      }),
      RUNS,
    );
  });
});

test('no format lets a control character of a stranger through', () => {
  const github = formatGithub(FULL);
  for (const text of [
    formatSarif(FULL, [RULE], '1'),
    formatFindingsJunit(FULL, () => true),
    github.commands,
    github.summary,
    formatGitlab(FULL),
    formatFindingsMarkdown(FULL),
  ]) {
    assert.doesNotMatch(text, UNSAFE);
    assert.ok(text.isWellFormed());
    assert.ok(text.includes(escapeLines('\u001b')) || text.includes(String.raw`\\x1b`), HOSTILE);
  }
});
