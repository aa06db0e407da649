import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rowOf } from './schema-handlers.mjs';

const schema = (typeName, create, remove = []) => ({
  typeName,
  handlers: { create: { permissions: create }, delete: { permissions: remove } },
});

describe('the row of a type', () => {
  it('has the writing actions of its own service, and what other services are asked for', () => {
    const permissions = ['ecr:CreateRepository', 'ecr:DescribeRepositories', 'kms:CreateGrant', 'kms:RetireGrant'];
    expect(rowOf(schema('AWS::ECR::Repository', permissions, ['ecr:DeleteRepository']))).toEqual([
      'ecr',
      'CreateRepository',
      '',
      'DeleteRepository',
      'kms:CreateGrant',
    ]);
  });

  it.each([
    [
      'AWS::ECR::PullThroughCacheRule',
      ['secretsmanager:GetSecretValue', 'secretsmanager:TagResource', 'ecr:CreatePullThroughCacheRule'],
      'ecr',
    ],
    ['AWS::MWAA::Environment', ['ec2:CreateTags', 'ec2:CreateVpcEndpoint', 'airflow:CreateEnvironment'], 'airflow'],
    ['AWS::ApiGatewayV2::Api', ['s3:GetObject', 's3:GetObjectVersion', 'apigateway:POST'], 'apigateway'],
    ['AWS::Batch::JobQueue', ['Batch:CreateJobQueue'], 'batch'],
  ])('%s belongs to its service, whatever else it calls', (type, permissions, service) => {
    expect(rowOf(schema(type, permissions))[0]).toBe(service);
  });
});

it('holds as many types as the page of the sandbox says', () => {
  const read = (path) => readFileSync(new URL(`../sandbox/${path}`, import.meta.url), 'utf8');
  const types = Object.keys(JSON.parse(read('emulator/authorization/schema_handlers.json')));
  expect(read('README.md')).toContain(`handlers for ${types.length.toLocaleString('en')} of`);
});
