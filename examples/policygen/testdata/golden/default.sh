# For role arn:aws:iam::111122223333:role/service/ecsTaskExecutionRole.
aws iam create-policy --policy-name ecr-pull-ecsTaskExecutionRole --policy-document '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer"
      ],
      "Resource": "arn:aws:ecr:us-east-1:111122223333:repository/team/app"
    },
    {
      "Effect": "Allow",
      "Action": [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer"
      ],
      "Resource": "arn:aws:ecr:eu-west-1:444455556666:repository/base/proxy"
    },
    {
      "Effect": "Allow",
      "Action": "ecr:GetAuthorizationToken",
      "Resource": "*"
    }
  ]
}'
aws iam attach-role-policy --role-name ecsTaskExecutionRole --policy-arn arn:aws:iam::111122223333:policy/ecr-pull-ecsTaskExecutionRole

# For repository arn:aws:ecr:eu-west-1:444455556666:repository/base/proxy.
# Careful: set-repository-policy replaces the policy that is there: merge the two if others use the repository.
aws ecr set-repository-policy --region eu-west-1 --registry-id 444455556666 --repository-name base/proxy --policy-text '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AllowPull",
      "Effect": "Allow",
      "Principal": {
        "AWS": [
          "arn:aws:iam::111122223333:role/service/ecsTaskExecutionRole"
        ]
      },
      "Action": [
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer"
      ]
    }
  ]
}'
