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

# For the VPC endpoints ecr.api and ecr.dkr in us-east-1.
# Careful: it lets nothing through the endpoint but these pulls, and modify-vpc-endpoint replaces the policy that is there: merge the two if others use the endpoint.
aws ec2 modify-vpc-endpoint --region us-east-1 --vpc-endpoint-id ECR_API_ENDPOINT --policy-document '{
  "Statement": [
    {
      "Sid": "AllowPull",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/service/ecsTaskExecutionRole"
      },
      "Action": [
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:GetAuthorizationToken"
      ],
      "Resource": "*"
    }
  ]
}'
aws ec2 modify-vpc-endpoint --region us-east-1 --vpc-endpoint-id ECR_DKR_ENDPOINT --policy-document '{
  "Statement": [
    {
      "Sid": "AllowPull",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/service/ecsTaskExecutionRole"
      },
      "Action": [
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:GetAuthorizationToken"
      ],
      "Resource": "*"
    }
  ]
}'

# For the VPC endpoints ecr.api and ecr.dkr in eu-west-1.
# Careful: it lets nothing through the endpoint but these pulls, and modify-vpc-endpoint replaces the policy that is there: merge the two if others use the endpoint.
aws ec2 modify-vpc-endpoint --region eu-west-1 --vpc-endpoint-id ECR_API_ENDPOINT --policy-document '{
  "Statement": [
    {
      "Sid": "AllowPull",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/service/ecsTaskExecutionRole"
      },
      "Action": [
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:GetAuthorizationToken"
      ],
      "Resource": "*"
    }
  ]
}'
aws ec2 modify-vpc-endpoint --region eu-west-1 --vpc-endpoint-id ECR_DKR_ENDPOINT --policy-document '{
  "Statement": [
    {
      "Sid": "AllowPull",
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/service/ecsTaskExecutionRole"
      },
      "Action": [
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:GetAuthorizationToken"
      ],
      "Resource": "*"
    }
  ]
}'

# For the VPC gateway endpoint s3 in us-east-1.
# Careful: it lets nothing through the endpoint but image layers, and modify-vpc-endpoint replaces the policy that is there: merge the two if anything else in the VPC uses S3.
aws ec2 modify-vpc-endpoint --region us-east-1 --vpc-endpoint-id S3_ENDPOINT --policy-document '{
  "Statement": [
    {
      "Sid": "Access-to-specific-bucket-only",
      "Effect": "Allow",
      "Principal": "*",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"
      ]
    }
  ]
}'

# For the VPC gateway endpoint s3 in eu-west-1.
# Careful: it lets nothing through the endpoint but image layers, and modify-vpc-endpoint replaces the policy that is there: merge the two if anything else in the VPC uses S3.
aws ec2 modify-vpc-endpoint --region eu-west-1 --vpc-endpoint-id S3_ENDPOINT --policy-document '{
  "Statement": [
    {
      "Sid": "Access-to-specific-bucket-only",
      "Effect": "Allow",
      "Principal": "*",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"
      ]
    }
  ]
}'
