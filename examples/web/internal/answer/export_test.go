package answer

// For tests, which compare them with those of awsfile.
var (
	IsPlaceholder      = isPlaceholder
	IsImagePlaceholder = isImagePlaceholder
	HasMarker          = hasMarker
	IsReference        = isReference
)

// MaxField is what a field may hold.
const MaxField = maxField
