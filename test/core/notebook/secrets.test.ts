import { describe, expect, it } from 'vitest';
import { isSecretValue, maskSecrets } from '../../../src/core/notebook/secrets';

/** Looks random and is not: no fake token stands whole in this file, where scanners would take it for a real one. */
const random = (length: number) => 'aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0z'.repeat(20).slice(0, length);
const capitals = 'ABCDEFGHJKMNPQRST'.slice(0, 16);
const hex = (length: number) => '0a1b2c3d'.repeat(16).slice(0, length);
const pem = (kind: string, body: string) => ['-----BEGIN', `${kind} KEY-----`].join(' ') + body;

const SECRETS: readonly (readonly [what: string, text: string, secret: string])[] = [
  ['an AWS key id', `using AKIA${capitals}`, capitals],
  ['a temporary AWS key id', `ASIA${capitals}`, capitals],
  ['an AWS secret', `aws_secret_access_key = ${random(40)}`, random(40)],
  ['an AWS secret of the environment', `AWS_SECRET_ACCESS_KEY: "${random(39)}/"`, random(39)],
  ['a GitHub token', `token ghp_${random(36)} used`, random(36)],
  ['a fine-grained GitHub token', `github_pat_${random(22)}_${random(59)}`, random(59)],
  ['a Hugging Face token', `hf_${random(34)}`, random(34)],
  ['a Slack webhook', `https://hooks.slack.com/services/T0000/B0000/${random(24)}`, random(24)],
  ['a Slack token', `xoxb-1234-${random(24)}`, random(24)],
  ['an OpenAI key', `sk-${random(48)}`, random(48)],
  ['an OpenAI project key', `sk-proj-${random(100)}`, random(100)],
  ['an Anthropic key', `sk-ant-api03-${random(90)}`, random(90)],
  ['a GitLab token', `glpat-${random(20)}`, random(20)],
  ['a Google key', `AIza${random(35)}`, random(35)],
  ['a Databricks token', `dapi${hex(32)}`, hex(32)],
  ['a JWT', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${random(43)}`, random(43)],
  ['a bearer', `Authorization: Bearer ${random(40)}`, random(40)],
  ['basic credentials', 'Authorization: Basic dXNlcjpwYXNzd29yZDE=', 'dXNlcjpwYXNzd29yZDE'],
  ['a password', 'password=hunter2', 'hunter2'],
  ['a password in quotes', "password: 'correct-horse'", 'correct-horse'],
  ['a password with spaces', '"db_password": "one two three"', 'one two'],
  ['a password of digits', 'password = "12345678"', '12345678'],
  ['an API key', 'api_key = "0123456789abcdef"', '0123456789abcdef'],
  ['a W&B key', `WANDB_API_KEY=${hex(40)}`, hex(40)],
  ['a key given to a call', `wandb.login(key="${hex(40)}")`, hex(40)],
  ['a token set in the environment', `os.environ["HF_TOKEN"] = "${random(20)}"`, random(20)],
  ['a W&B key on a command line', `!wandb login ${hex(40)}`, hex(40)],
  ['a key behind its name', `Using api_key ${random(32)} of ana`, random(32)],
  ['a Replicate token', `r8_${random(37)}`, random(37)],
  ['a Kaggle key', `{"username":"me","key":"${hex(32)}"}`, hex(32)],
  ['an Azure account key', `AccountKey=${random(86)}==;Suffix=x`, random(86)],
  [
    'a private key',
    `${pem('RSA PRIVATE', `\nProc-Type: 4,X\n\n${random(60)}\n-----END RSA PRIVATE KEY-----`)}`,
    random(60),
  ],
  ['a private key cut short', pem('PRIVATE', `\n${random(64)}\n${random(30)}`), random(30)],
  ['a private key in JSON', `"k": "${pem('PRIVATE', `\\n${random(64)}\\n-----END PRIVATE KEY-----\\n`)}"`, random(64)],
  ['a password in an address', 'postgres://me:hunter2secret@db/x', 'hunter2secret'],
  ['a password without a user', 'redis://:hunter2@cache:6379', 'hunter2'],
  ['a token in an address', `https://${random(40)}@github.com/x/y`, random(40)],
  ['a signed address', `https://x/y?se=1&sig=${random(40)}%3D`, random(40)],
];

const PLAIN = [
  'accuracy: 0.93',
  'password: None',
  'max_token: 512',
  'token = os.environ["X"]',
  'password=os.getenv("X")',
  'password = getpass()',
  'api_key = YOUR_API_KEY',
  'login(password=password, token=settings.token)',
  'http://host:8080/path',
  'git@github.com:x/y',
  'loss per token: 0.123456789',
  'tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")',
  '{"unk_token": "[UNK]", "eos_token": "<|endoftext|>"}',
  "df.sort_values(key='validation_accuracy_2')",
  'sk-learn-pipeline-with-a-long-name',
];

describe('maskSecrets', () => {
  it.each(SECRETS)('masks %s', (_, text, secret) => {
    const masked = maskSecrets(text);

    expect(masked.found).toBeGreaterThan(0);
    expect(masked.text).toContain('•••');
    expect(masked.text).not.toContain(secret);
    expect(maskSecrets(masked.text)).toEqual({ text: masked.text, found: 0 });
  });

  it.each(PLAIN)('leaves %s as it is', (text) => {
    expect(maskSecrets(text)).toEqual({ text, found: 0 });
  });
});

describe('isSecretValue', () => {
  it.each([
    ['api_key', 'abc'],
    ['openaiApiKey', 'abc'],
    ['DB_PASSWORD', 12345],
    ['client_secret', 'x'],
    ['hf_token', random(30)],
    ['note', `ghp_${random(36)}`],
    ['uri', 'postgres://me:hunter2@db/x'],
  ])('finds one in %s', (name, value) => {
    expect(isSecretValue(name, value)).toBe(true);
  });

  it.each([
    ['max_tokens', 512],
    ['use_auth_token', true],
    ['pad_token', '[PAD]'],
    ['learning_rate', 0.1],
    ['model_name', 'bert-base-uncased'],
    ['api_key', null],
    ['key', 'accuracy'],
  ])('finds none in %s', (name, value) => {
    expect(isSecretValue(name, value)).toBe(false);
  });
});
