# For the role that pulls.
resource "aws_iam_policy" "ecr_pull" {
  name   = "ecr-pull"
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
          "Action": "ecr:GetAuthorizationToken",
          "Resource": "*"
        }
      ]
    }
  POLICY
}

# For the role that pulls.
resource "aws_iam_policy" "ecr_pull_aws_cn" {
  name   = "ecr-pull-aws-cn"
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
          "Resource": "arn:aws-cn:ecr:cn-north-1:111122223333:repository/team/app"
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

# For the role that pulls.
resource "aws_iam_policy" "ecr_pull_aws_us_gov" {
  name   = "ecr-pull-aws-us-gov"
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
          "Resource": "arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/team/app"
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

# For the role that pulls.
resource "aws_iam_policy" "ecr_pull_aws_iso" {
  name   = "ecr-pull-aws-iso"
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
          "Resource": "arn:aws-iso:ecr:us-iso-east-1:111122223333:repository/team/app"
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

# For the VPC gateway endpoint s3 in cn-north-1.
# Careful: it lets nothing through the endpoint but image layers, and modify-vpc-endpoint replaces the policy that is there: merge the two if anything else in the VPC uses S3.
variable "layers_cn_north_1_id" {
  description = "ID of the VPC gateway endpoint s3 in cn-north-1"
  type        = string
}

resource "aws_vpc_endpoint_policy" "layers_cn_north_1" {
  vpc_endpoint_id = var.layers_cn_north_1_id
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
            "arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*"
          ]
        }
      ]
    }
  POLICY
}

# For the VPC gateway endpoint s3 in us-gov-west-1.
# Careful: it lets nothing through the endpoint but image layers, and modify-vpc-endpoint replaces the policy that is there: merge the two if anything else in the VPC uses S3.
variable "layers_us_gov_west_1_id" {
  description = "ID of the VPC gateway endpoint s3 in us-gov-west-1"
  type        = string
}

resource "aws_vpc_endpoint_policy" "layers_us_gov_west_1" {
  vpc_endpoint_id = var.layers_us_gov_west_1_id
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
            "arn:aws-us-gov:s3:::prod-us-gov-west-1-starport-layer-bucket/*"
          ]
        }
      ]
    }
  POLICY
}

# For the VPC gateway endpoint s3 in us-iso-east-1.
# Careful: it lets nothing through the endpoint but image layers, and modify-vpc-endpoint replaces the policy that is there: merge the two if anything else in the VPC uses S3.
variable "layers_us_iso_east_1_id" {
  description = "ID of the VPC gateway endpoint s3 in us-iso-east-1"
  type        = string
}

resource "aws_vpc_endpoint_policy" "layers_us_iso_east_1" {
  vpc_endpoint_id = var.layers_us_iso_east_1_id
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
            "arn:aws-iso:s3:::prod-us-iso-east-1-starport-layer-bucket/*"
          ]
        }
      ]
    }
  POLICY
}
