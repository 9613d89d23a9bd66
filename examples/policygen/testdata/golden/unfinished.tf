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

# For the VPC gateway endpoint s3 in us-east-1.
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
