"""Starts ministack with IAM judged as AWS does where the emulator differs, and tells what functions may and say.

Usage: launch.py DECISIONS LINES, files to which a JSON object is added for each decision about a role, and each line of a function's log.
"""

import contextvars
import json
import os
import re
import sys
import time
from urllib.parse import parse_qs

from ministack.core import cloudfront_js, iam_actions, iam_evaluator, lambda_runtime
from ministack.services import apigateway, cloudfront, cloudwatch_logs, dynamodb, lambda_svc, sts
from ministack.services.cloudformation import stacks
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as made_by

decisions, lines = (open(file, "a", buffering=1, encoding="utf-8") for file in sys.argv[1:3])
sender = contextvars.ContextVar("sender", default=None)
action_of, value_of, enforce = iam_actions.extract_iam_action, iam_evaluator._resolve_condition_key, iam_evaluator.enforce
begin_worker, append = lambda_runtime.Worker.__init__, cloudwatch_logs._append_log_events
account = f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}"
ask = apigateway._urlopen_async

# AWS authorizes a batch as the single call, https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
BATCHES = re.compile(r"^(sqs:(?:Send|Delete)Message|sqs:ChangeMessageVisibility|sns:Publish)Batch$")

# As long as a function may take to start on a busy machine.
ISSUER_ANSWERS_SECONDS = 30
ADDRESSES = ("AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL_S3")


def extract_iam_action(service, method, path, headers, body, query_params):
    action = action_of(service, method, path, headers, body, query_params)
    if service == "ses":
        sender.set((parse_qs(body.decode("utf-8", "replace")).get("Source") or [None])[0])
    return BATCHES.sub(r"\1", action) if action else action


def resolve_condition_key(key, context):
    """The role of a session is its principal, SES knows whom a mail comes from, and what is plain here is TLS on AWS."""
    if key.lower() == "aws:securetransport":
        return "true"
    if key.lower() == "ses:fromaddress":
        return re.sub(r"^.*<(.*)>$", r"\1", sender.get()) if sender.get() else None
    value = value_of(key, context)
    if key.lower() == "aws:principalarn" and value:
        return re.sub(r"^arn:(aws[\w-]*):sts::(\d+):assumed-role/([^/]+)/.*$", r"arn:\1:iam::\2:role/\3", value)
    return value


def enforce_and_tell(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    denied = enforce(access_key_id, iam_action, service, region, resource_arn, service_context)
    session = sts._sessions.get(access_key_id)
    if session:
        role = session["Arn"].split("/")[1]
        allowed = denied is None
        decisions.write(json.dumps({"role": role, "action": iam_action, "resource": resource_arn, "allowed": allowed}) + "\n")
    return denied


def begin(self, name, config, code):
    """Templates name the addresses of AWS, which on AWS lead to AWS."""
    environment = config.get("Environment") or {}
    given = environment.get("Variables") or {}
    variables = {key: account if key in ADDRESSES else value for key, value in given.items()}
    begin_worker(self, name, {**config, "Environment": {**environment, "Variables": variables}}, code)


def here(url):
    """Where an API of this account answers."""
    return re.sub(r"^https://(\w+)\.execute-api\.[\w.-]+", rf"{account}/_aws/execute-api/\1/$default", url)


def ask_issuer(url, *rest):
    return ask(here(url) if isinstance(url, str) else url, *rest)


def look_up_issuer(properties):
    """Who makes a JWT authorizer is asked for its issuer's document at once, https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html"""
    issuer = str((properties.get("JwtConfiguration") or {}).get("Issuer", "")).rstrip("/")
    document = f"{issuer}/.well-known/openid-configuration"
    try:
        _, _, body = apigateway._urlopen_sync(here(document), ISSUER_ANSWERS_SECONDS)
        json.loads(body)["jwks_uri"]
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"Caught exception when connecting to {document} for issuer {issuer}: {error}") from error


def append_and_tell(stream, events):
    lines.writelines(f"{event['message']}\n" for event in events)
    return append(stream, events)


ALARM = made_by["AWS::CloudWatch::Alarm"]


def of_one_metric(properties):
    """The emulator knows no arithmetic of metrics: such an alarm is there, by its name, and never rings."""
    if not isinstance(properties, dict) or "Metrics" not in properties:
        return properties
    kept = {key: value for key, value in properties.items() if key != "Metrics"}
    return {**kept, "Namespace": "Arithmetic", "MetricName": "None", "Statistic": "Sum", "Period": 60}


def with_one_metric(act):
    return lambda *given: act(*map(of_one_metric, given))


made_by["AWS::CloudWatch::Alarm"] = {
    **ALARM,
    **{name: with_one_metric(ALARM[name]) for name in ("create", "update")},
}
AUTHORIZER = made_by["AWS::ApiGatewayV2::Authorizer"]


def make_authorizer(name, properties, stack):
    look_up_issuer(properties)
    return AUTHORIZER["create"](name, properties, stack)


def change_authorizer(made, before, properties, stack):
    look_up_issuer(properties)
    return AUTHORIZER["update"](made, before, properties, stack)


runs_aside = stacks._runs_on_worker_thread
# While an authorizer is made, the issuer has to answer, and both are played by one process.
stacks._runs_on_worker_thread = lambda kind: kind == "AWS::ApiGatewayV2::Authorizer" or runs_aside(kind)
made_by["AWS::ApiGatewayV2::Authorizer"] = {**AUTHORIZER, "create": make_authorizer, "update": change_authorizer}
# Saved queries are only looked at, alarms about alarms only heard; the emulator has nothing to keep them in.
for unknown in ("AWS::Logs::QueryDefinition", "AWS::CloudWatch::CompositeAlarm"):
    made_by[unknown] = made_by["AWS::CloudFormation::WaitConditionHandle"]
# What has a name of its own in an account, and the property that gives it. The emulator takes a second one for the first; AWS refuses it.
NAMED = {
    "AWS::DynamoDB::GlobalTable": "TableName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::IAM::Role": "RoleName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::SSM::Parameter": "Name",
    "AWS::Logs::LogGroup": "LogGroupName",
}
owners = {}


def with_own_name(kind, act):
    """Makes what no other stack has made. Of what a removed stack has left, its tables are in the way of the next."""

    def make(resource, properties, stack):
        name = properties.get(NAMED[kind])
        if name and owners.setdefault((kind, name), stack) != stack:
            raise ValueError(f"{name} already exists in stack {owners[kind, name]}")
        if kind == "AWS::DynamoDB::GlobalTable" and name in dynamodb._tables:
            raise ValueError(f"{name} already exists")
        return act(resource, properties, stack)

    return make


def with_freed_name(kind, act):
    def delete(made, properties, *rest):
        owners.pop((kind, (properties or {}).get(NAMED[kind])), None)
        return act(made, properties, *rest)

    return delete


for kind in NAMED:
    acts = made_by[kind]
    made_by[kind] = {
        **acts,
        "create": with_own_name(kind, acts["create"]),
        "delete": with_freed_name(kind, acts["delete"]),
    }
# One process for each of 142 functions is 7 GB, and the emulator keeps the last of each for ever.
IDLE_SECONDS = 60


def end_idle_environments():
    """Ends what has nothing to do, as Lambda does."""
    before = time.time() - IDLE_SECONDS
    with lambda_runtime._lock:
        pools = lambda_runtime._workers
        idle = [(key, one) for key, pool in pools.items() for one in pool if not one.in_use and one.last_used < before]
        for key, one in idle:
            pools[key].remove(one)
    lambda_runtime.kill_workers([one for _, one in idle])


# A function at the edge may send a request to another origin, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html
behavior = contextvars.ContextVar("behavior", default=None)
behavior_for, run_at_edge, fetch = cloudfront._match_behavior, cloudfront._run_function, cloudfront._fetch_from_origin
EDGE_MODULE = b"""const cf = {};
let chosen;
cf.selectRequestOriginById = (id) => void (chosen = id);
function handlerAndOrigin(event) {
  chosen = undefined;
  return { request: own(event), origin: chosen };
}
"""


def match_behavior(parsed, path):
    found = dict(behavior_for(parsed, path))
    behavior.set(found)
    return found


async def run_function(arn, event):
    """The emulator knows no module `cloudfront`: it is written before the function, and what that chose is taken up here."""
    code = (cloudfront.live_function_code(arn) or b"").replace(b"import cf from 'cloudfront';", b"")
    given = EDGE_MODULE + code + b"\nconst own = handler;\nhandler = handlerAndOrigin;"
    try:
        answer = await cloudfront.run_offloop(cloudfront_js.evaluate, given, event)
    except cloudfront_js.CloudFrontFunctionError as error:
        raise cloudfront.CloudFrontFunctionError(str(error)) from error
    behavior.get()["target_origin_id"] = answer.get("origin") or behavior.get()["target_origin_id"]
    return answer["request"]


async def fetch_from_origin(origin, *rest):
    """APIs of this account answer here."""
    api = re.match(r"^(\w+)\.execute-api\.", origin["domain_name"])
    if api:
        place = {"domain_name": "127.0.0.1", "http_port": int(os.environ["GATEWAY_PORT"]), "protocol_policy": "http-only"}
        origin = {**origin, **place, "origin_path": f"/_aws/execute-api/{api[1]}/$default"}
    return await fetch(origin, *rest)


cloudfront._match_behavior, cloudfront._run_function, cloudfront._fetch_from_origin = match_behavior, run_function, fetch_from_origin
lambda_svc.reap_idle_workers = end_idle_environments
cloudwatch_logs._append_log_events = append_and_tell
apigateway._urlopen_async = ask_issuer
iam_actions.extract_iam_action = extract_iam_action
lambda_runtime.Worker.__init__ = begin
iam_evaluator._resolve_condition_key = resolve_condition_key
iam_evaluator.enforce = enforce_and_tell

from ministack.app import main  # noqa: E402

sys.argv = sys.argv[:1]
main()
