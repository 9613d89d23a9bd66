# For role arn:aws:iam::111122223333:role/service/ecsTaskExecutionRole.
resource "aws_iam_policy" "ecr_pull_ecsTaskExecutionRole" {
  name   = "ecr-pull-ecsTaskExecutionRole"
  policy = <<-POLICY
    {
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
    }
  POLICY
}

resource "aws_iam_role_policy_attachment" "ecr_pull_ecsTaskExecutionRole" {
  role       = "ecsTaskExecutionRole"
  policy_arn = aws_iam_policy.ecr_pull_ecsTaskExecutionRole.arn
}

# For repository arn:aws:ecr:eu-west-1:444455556666:repository/base/proxy.
# Careful: set-repository-policy replaces the policy that is there: merge the two if others use the repository.
# The provider has to be one for account 444455556666 and region eu-west-1.
resource "aws_ecr_repository_policy" "repository_444455556666_eu_west_1_base_proxy" {
  repository = "base/proxy"
  policy     = <<-POLICY
    {
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
    }
  POLICY
}

# For the VPC endpoints ecr.api and ecr.dkr in us-east-1.
# Careful: it lets nothing through the endpoint but these pulls, and modify-vpc-endpoint replaces the policy that is there: merge the two if others use the endpoint.
variable "endpoint_us_east_1_ids" {
  description = "IDs of the VPC endpoints ecr.api and ecr.dkr in us-east-1"
  type        = set(string)
}

resource "aws_vpc_endpoint_policy" "endpoint_us_east_1" {
  for_each        = var.endpoint_us_east_1_ids
  vpc_endpoint_id = each.value
  policy          = <<-POLICY
    {
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
    }
  POLICY
}

# For the VPC endpoints ecr.api and ecr.dkr in eu-west-1.
# Careful: it lets nothing through the endpoint but these pulls, and modify-vpc-endpoint replaces the policy that is there: merge the two if others use the endpoint.
variable "endpoint_eu_west_1_ids" {
  description = "IDs of the VPC endpoints ecr.api and ecr.dkr in eu-west-1"
  type        = set(string)
}

resource "aws_vpc_endpoint_policy" "endpoint_eu_west_1" {
  for_each        = var.endpoint_eu_west_1_ids
  vpc_endpoint_id = each.value
  policy          = <<-POLICY
    {
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
    }
  POLICY
}

# For the VPC gateway endpoint s3 in us-east-1.
# Careful: it lets nothing through the endpoint but image layers, and modify-vpc-endpoint replaces the policy that is there: merge the two if anything else in the VPC uses S3.
variable "layers_us_east_1_id" {
  description = "ID of the VPC gateway endpoint s3 in us-east-1"
  type        = string
}

resource "aws_vpc_endpoint_policy" "layers_us_east_1" {
  vpc_endpoint_id = var.layers_us_east_1_id
  policy          = <<-POLICY
    {
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
    }
  POLICY
}

# For the VPC gateway endpoint s3 in eu-west-1.
# Careful: it lets nothing through the endpoint but image layers, and modify-vpc-endpoint replaces the policy that is there: merge the two if anything else in the VPC uses S3.
variable "layers_eu_west_1_id" {
  description = "ID of the VPC gateway endpoint s3 in eu-west-1"
  type        = string
}

resource "aws_vpc_endpoint_policy" "layers_eu_west_1" {
  vpc_endpoint_id = var.layers_eu_west_1_id
  policy          = <<-POLICY
    {
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
    }
  POLICY
}
